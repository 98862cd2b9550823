package dev.haloy.resolve;

import dev.haloy.error.Problem;
import java.util.List;

/**
 * The chosen targets, resolved.
 *
 * @param targets in the caller's order, or the file's if all were chosen
 * @param skippedProtected keys of targets that were left out because they are protected
 * @param warnings what is worth saying about the chosen targets
 */
public record Resolution(List<ResolvedTarget> targets, List<String> skippedProtected, List<Problem> warnings) {
    /** Makes private copies. */
    public Resolution {
        targets = List.copyOf(targets);
        skippedProtected = List.copyOf(skippedProtected);
        warnings = List.copyOf(warnings);
    }
}
