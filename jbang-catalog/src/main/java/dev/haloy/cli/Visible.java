package dev.haloy.cli;

/** Makes text from elsewhere safe to show: what would steer a terminal is spelled out instead of obeyed. */
final class Visible {
    private static final String TAB = "    ";

    private Visible() {}

    /** One line of text; line breaks inside it are spelled out too. */
    static String line(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                if (shown != null) {
                    shown.append(c);
                }
                continue;
            }
            if (shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            shown.append(spelled(c));
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isHarmless(char c) {
        boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        // Marks that reverse the order of what follows can make a line read as something else.
        boolean reordering = c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        boolean separator = c == 0x2028 || c == 0x2029;
        return !control && !reordering && !separator;
    }

    private static String spelled(char c) {
        return switch (c) {
            case '\t' -> TAB;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> "\\u" + Integer.toHexString(0x10000 | c).substring(1);
        };
    }
}
