package dev.haloy.resolve;

import java.util.Locale;

/** Case without a language. */
final class Ascii {
    private Ascii() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
