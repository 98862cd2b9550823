package dev.haloy.internal.yaml;

import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints mappings, lists and single values as YAML that any reader understands in the same way. */
public final class YamlPrinter {
    /** Text that means itself without quotes, unless it looks like a number, a date or a word such as true. */
    private static final Pattern BARE =
            Pattern.compile("[A-Za-z0-9/_.][A-Za-z0-9/_.@+=-]*(?:[: ][A-Za-z0-9/_.@+=-]+)*");

    /** Words that are text to us and something else to other readers. */
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private static final int MAX_SHORT_KEY = 120;

    private final StringBuilder out = new StringBuilder();

    private YamlPrinter() {}

    /** The mapping as the text of a file. */
    public static String print(Map<?, ?> mapping) {
        YamlPrinter printer = new YamlPrinter();
        if (mapping.isEmpty()) {
            return "{}\n";
        }
        printer.mapping(mapping, 0);
        return printer.out.toString();
    }

    private void mapping(Map<?, ?> mapping, int indent) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : mapping.entrySet()) {
            if (!first) {
                indent(indent);
            }
            first = false;
            key(text(entry.getKey().toString()), indent);
            value(entry.getValue(), indent);
        }
    }

    /** Keys that are longer than readers expect in one line with their value need the long form. */
    private void key(String key, int indent) {
        if (key.length() > MAX_SHORT_KEY) {
            out.append("? ").append(key).append('\n').append(" ".repeat(indent)).append(':');
        } else {
            out.append(key).append(':');
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            out.append('\n');
            indent(indent + 2);
            mapping(mapping, indent + 2);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list.forEach(element -> element(element, indent + 2));
        } else {
            out.append(' ').append(single(value)).append('\n');
        }
    }

    private void element(Object element, int indent) {
        indent(indent);
        out.append('-');
        if (element instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            out.append(' ');
            mapping(mapping, indent + 2);
        } else {
            value(element, indent);
        }
    }

    private void indent(int indent) {
        out.append(" ".repeat(indent));
    }

    private static String single(Object value) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        return value instanceof String string ? text(string) : value.toString();
    }

    private static String text(String text) {
        boolean bare = text.length() < 1_000
                && BARE.matcher(text).matches()
                && !WORD.matcher(text).matches()
                && YamlScalars.resolve(text, Span.START).kind() == Kind.STRING;
        return bare ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> escaped(quoted, c);
            }
        });
        return quoted.append('"').toString();
    }

    private static void escaped(StringBuilder quoted, int c) {
        boolean shown = Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7F);
        if (shown) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append(
                    c > 0xFFFF ? String.format(Locale.ROOT, "\\U%08X", c) : String.format(Locale.ROOT, "\\u%04X", c));
        }
    }
}
