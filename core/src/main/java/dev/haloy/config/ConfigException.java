package dev.haloy.config;

import dev.haloy.error.HaloyException;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A configuration cannot be used. Carries every problem of it at once; nothing was sent to any server. */
public final class ConfigException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient Optional<LoadedConfig> understood;

    /** Reports these problems, errors and warnings alike, in this order. */
    public ConfigException(String summary, List<Problem> problems) {
        this(summary, problems, Optional.empty());
    }

    private ConfigException(String summary, List<Problem> problems, Optional<LoadedConfig> understood) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n", summary + "\n", "")));
        this.problems = List.copyOf(problems);
        this.understood = understood;
    }

    /** Reports these problems of a file, of which something could be understood all the same. */
    public static ConfigException of(String name, List<Problem> problems, LoadedConfig understood) {
        return new ConfigException(summary(name, problems), problems, Optional.of(understood));
    }

    static String summary(String name, List<Problem> problems) {
        long mistakes = problems.stream().filter(Problem::isError).count();
        return name + " cannot be used: " + (mistakes == 1 ? "1 mistake" : mistakes + " mistakes");
    }

    /** All problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** What a file says where it is not mistaken; empty if it could not be read at all, or if its rules were checked. */
    public Optional<LoadedConfig> understood() {
        return understood;
    }
}
