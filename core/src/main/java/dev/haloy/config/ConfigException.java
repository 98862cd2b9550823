package dev.haloy.config;

import dev.haloy.error.HaloyException;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. Carries every problem of it at once; nothing was sent to any server. */
public final class ConfigException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Reports these problems, errors and warnings alike, in this order. */
    public ConfigException(String summary, List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n", summary + "\n", "")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
