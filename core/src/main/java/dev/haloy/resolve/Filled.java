package dev.haloy.resolve;

import dev.haloy.error.Problem;
import java.util.List;

/**
 * Targets with every value at hand.
 *
 * @param targets in the order of the resolution
 * @param warnings what reading the files of variables found worth saying
 */
public record Filled(List<ReadyTarget> targets, List<Problem> warnings) {
    /** Makes private copies. */
    public Filled {
        targets = List.copyOf(targets);
        warnings = List.copyOf(warnings);
    }
}
