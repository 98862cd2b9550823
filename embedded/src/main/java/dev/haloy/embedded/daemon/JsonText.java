package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

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

    /** A value with everything in it; what is absent or empty vanishes from objects. */
    static StringBuilder tree(StringBuilder out, JsonNode node) {
        if (node.isTextual()) {
            return quote(out, node.asText());
        }
        if (node.isArray()) {
            String separator = "[";
            for (JsonNode element : node) {
                tree(out.append(separator), element);
                separator = ",";
            }
            return out.append(node.isEmpty() ? "[]" : "]");
        }
        if (!node.isObject()) {
            return out.append(node);
        }
        String separator = "{";
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!vanishes(field.getValue())) {
                tree(quote(out.append(separator), field.getKey()).append(':'), field.getValue());
                separator = ",";
            }
        }
        return out.append(separator.equals("{") ? "{}" : "}");
    }

    private static boolean vanishes(JsonNode value) {
        boolean emptyText = value.isTextual() && value.asText().isEmpty();
        return value.isNull() || emptyText || (value.isContainerNode() && value.isEmpty());
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
