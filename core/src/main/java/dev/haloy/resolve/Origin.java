package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.SourceLocation;
import java.util.Optional;

/**
 * Why a resolved value is what it is.
 *
 * @param rule the rule that put it there
 * @param path where it was written; the root if nowhere
 * @param location the place in the file, if there is one
 */
public record Origin(Rule rule, KeyPath path, Optional<SourceLocation> location) {
    /** The rules that give values. */
    public enum Rule {
        /** Written in the target. */
        TARGET,
        /** Written at the top level and inherited. */
        BASE,
        /** Written among the named images. */
        NAMED_IMAGE,
        /** Merged by name from the top level and the target. */
        ENV_MERGE,
        /** Merged field by field from the top level and the target. */
        FIELD_MERGE,
        /** Comes with the preset. */
        PRESET,
        /** Taken from the target's key. */
        TARGET_KEY,
        /** Nobody said anything. */
        DEFAULT
    }
}
