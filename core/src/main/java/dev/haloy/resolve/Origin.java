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
    /** Nobody said anything. */
    static final Origin NOWHERE = new Origin(Rule.DEFAULT, KeyPath.ROOT, Optional.empty());

    /** The rules that give values. */
    public enum Rule {
        /** Written in the target. */
        TARGET("target"),
        /** Written at the top level and inherited. */
        BASE("top level"),
        /** Written among the named images. */
        NAMED_IMAGE("named image"),
        /** Merged by name from the top level and the target. */
        ENV_MERGE("merged by name"),
        /** Merged field by field from the top level and the target. */
        FIELD_MERGE("merged field by field"),
        /** Comes with the preset. */
        PRESET("preset"),
        /** Taken from the target's key. */
        TARGET_KEY("target's key"),
        /** Nobody said anything. */
        DEFAULT("default"),
        /** A reference to another variable of the target, <code>${NAME}</code>, is replaced by its value. */
        INTERPOLATION("reference"),
        /** Read from a variable of the client. */
        VARIABLE("variable"),
        /** Fetched from a secret provider. */
        SECRET("secret");

        private final String title;

        Rule(String title) {
            this.title = title;
        }

        /** What to call it in a table, for people. */
        public String title() {
            return title;
        }
    }

    /** Place and rule in a few words, for example {@code haloy.yaml:14:5, target}. */
    @Override
    public String toString() {
        String place = location.map(SourceLocation::toString).orElseGet(path::toString);
        return place.isEmpty() ? rule.title() : place + ", " + rule.title();
    }
}
