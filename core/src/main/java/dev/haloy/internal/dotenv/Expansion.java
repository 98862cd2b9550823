package dev.haloy.internal.dotenv;

import java.util.Map;

/** Replaces {@code $NAME} and <code>${NAME}</code> by what the same file has said before. */
final class Expansion {
    private final Map<String, String> values;
    private final String text;
    private final StringBuilder expanded = new StringBuilder();
    private boolean odd;

    Expansion(Map<String, String> values, String text) {
        this.values = values;
        this.text = text;
    }

    String expand() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '$') {
                at = literal(at + 1);
            } else if (c == '$') {
                at = reference(at);
            } else {
                expanded.append(c);
                at++;
            }
        }
        return expanded.toString();
    }

    /** Whether some form was left alone that shells, or other readers of such files, would expand. */
    boolean sawOddForm() {
        return odd;
    }

    /** A dollar that was escaped, with the name behind it. */
    private int literal(int dollar) {
        int end = endOfName(dollar + 1);
        expanded.append(text, dollar, end);
        return end;
    }

    private int reference(int dollar) {
        boolean braced = is('{', dollar + 1);
        int start = dollar + (braced || is('(', dollar + 1) ? 2 : 1);
        int end = endOfName(start);
        boolean named = end > start;
        if (named && start - dollar == (braced ? 2 : 1) && braced == is('}', end)) {
            expanded.append(values.getOrDefault(text.substring(start, end), ""));
            return braced ? end + 1 : end;
        }
        odd |= named;
        expanded.append(text, dollar, end);
        return end;
    }

    private boolean is(char expected, int index) {
        return index < text.length() && text.charAt(index) == expected;
    }

    private int endOfName(int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return Math.min(end, text.length());
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
