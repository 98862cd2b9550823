package dev.haloy.operate;

import dev.haloy.error.HaloyException;
import java.util.List;
import java.util.stream.Collectors;

/** Not every app was seen to be stopped. Carries what happened to each. */
public final class StopFailedException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final transient List<StopResult> results;

    /** Reports these results. */
    public StopFailedException(List<StopResult> results) {
        super("Not everything is stopped:\n"
                + results.stream().map(result -> "  " + result).collect(Collectors.joining("\n")));
        this.results = List.copyOf(results);
    }

    /** One result per target, in order. */
    public List<StopResult> results() {
        return results;
    }
}
