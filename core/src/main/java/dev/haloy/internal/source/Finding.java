package dev.haloy.internal.source;

import dev.haloy.error.KeyPath;
import java.util.Optional;

/**
 * A mistake found while a file is read. It becomes a problem with an excerpt only when everything that must not be shown is
 * known.
 *
 * @param rule the rule that was broken
 * @param path the key it is about
 * @param message what is wrong
 * @param span where
 * @param hint what to do about it
 */
public record Finding(String rule, KeyPath path, String message, Span span, Optional<String> hint) {
    /** The rule of everything that is no correct text of its format. */
    public static final String SYNTAX = "1.2";

    /** A mistake against the format as such. */
    public static Finding syntax(KeyPath path, String message, Span span) {
        return new Finding(SYNTAX, path, message, span, Optional.empty());
    }

    /** The same with advice. */
    public Finding hint(String advice) {
        return new Finding(rule, path, message, span, Optional.of(advice));
    }
}
