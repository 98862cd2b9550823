package dev.haloy.resolve;

/** What several rules ask about texts. */
final class Characters {
    private Characters() {}

    /** Space, tab, carriage return or line feed; no other white space counts. */
    static boolean hasSpace(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c == '\t' || c == '\r' || c == '\n');
    }

    /** Nothing but white space of any kind. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85);
    }

    /** ASCII letters and digits, after the first one also underscores and hyphens. */
    static boolean isAppName(String text) {
        return !text.isEmpty()
                && isPlain(text.charAt(0))
                && text.chars().allMatch(c -> isPlain(c) || c == '_' || c == '-');
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
