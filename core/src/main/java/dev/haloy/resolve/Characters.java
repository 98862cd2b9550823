package dev.haloy.resolve;

import java.util.regex.Pattern;

/** What several rules ask about texts. */
final class Characters {
    private static final Pattern APP_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]*");

    private Characters() {}

    /** Space, tab, carriage return or line feed; no other white space counts. */
    static boolean hasSpace(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c == '\t' || c == '\r' || c == '\n');
    }

    /** Nothing but white space of any kind. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85);
    }

    static boolean isAppName(String text) {
        return APP_NAME.matcher(text).matches();
    }
}
