package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which targets of a file are meant. */
public sealed interface TargetSelection {
    /**
     * These targets, in this order, protected or not.
     *
     * @param keys keys of the file's targets, matched exactly; a repeated one counts once
     */
    record Named(List<String> keys) implements TargetSelection {
        /** Makes a private copy. */
        public Named {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Every target, in the order of the file.
     *
     * @param includeProtected whether targets with {@code protected: true} are taken as well
     */
    record All(boolean includeProtected) implements TargetSelection {}

    /** The one target of a file without a {@code targets} block. */
    record Only() implements TargetSelection {}

    /** These targets, in this order. */
    static TargetSelection named(String... keys) {
        return new Named(List.of(keys));
    }

    /** Every target but the protected ones. */
    static TargetSelection all() {
        return new All(false);
    }

    /** Every target, protected ones too. */
    static TargetSelection allIncludingProtected() {
        return new All(true);
    }

    /** The only target. */
    static TargetSelection only() {
        return new Only();
    }

    /**
     * What somebody chose by names and switches: without both it is the only target.
     *
     * @throws ConfigException if there are names and {@code all} is set
     */
    static TargetSelection of(Collection<String> keys, boolean all, boolean includeProtected) {
        if (all && !keys.isEmpty()) {
            throw new ConfigException(
                    "The choice of targets contradicts itself.",
                    List.of(new Problem(
                            Problem.Severity.ERROR,
                            "2.9",
                            KeyPath.of("targets"),
                            "a list of targets and \"all\" exclude each other",
                            Optional.empty(),
                            Optional.of("name targets or choose all"))));
        }
        if (all) {
            return new All(includeProtected);
        }
        return keys.isEmpty() ? new Only() : new Named(List.copyOf(keys));
    }
}
