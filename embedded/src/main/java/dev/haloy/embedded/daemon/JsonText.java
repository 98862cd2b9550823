package dev.haloy.embedded.daemon;

import java.util.List;

/** Writes JSON the way the daemon does: no blanks, and angle brackets, ampersands and odd line ends escaped. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(out, text.charAt(i));
        }
        return out.append('"');
    }

    static StringBuilder quoteAll(StringBuilder out, List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(out, texts.get(i));
        }
        return out.append(']');
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
            default -> {
                if (c < ' ') {
                    escape(out, c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt((c >> 8) & 15))
                .append(HEX.charAt((c >> 4) & 15))
                .append(HEX.charAt(c & 15));
    }
}
