package dev.haloy.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the value of a key must look like, for editors and reference pages. The rules that are enforced are the resolver's, which also
 * know what a target inherits.
 *
 * @param words the only words allowed; empty if any
 * @param min the least number
 * @param max the greatest number
 * @param pattern what a text must match as a whole
 */
public record Limits(List<String> words, OptionalInt min, OptionalInt max, Optional<String> pattern) {
    /** Anything of the right type. */
    public static final Limits NONE = new Limits(List.of(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** Makes private copies. */
    public Limits {
        words = List.copyOf(words);
    }

    /** Whether anything of the right type will do. */
    public boolean isNone() {
        return equals(NONE);
    }

    Limits oneOf(String... allowed) {
        return new Limits(List.of(allowed), min, max, pattern);
    }

    Limits between(int least, int greatest) {
        return new Limits(words, OptionalInt.of(least), OptionalInt.of(greatest), pattern);
    }

    Limits matching(String regex) {
        return new Limits(words, min, max, Optional.of(regex));
    }
}
