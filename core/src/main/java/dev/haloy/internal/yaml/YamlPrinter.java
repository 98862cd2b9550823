package dev.haloy.internal.yaml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints mappings, lists and single values as YAML that any reader understands in the same way. */
public final class YamlPrinter {
    /** Text that means itself without quotes, unless it looks like a number, a date or a word such as true. */
    private static final Pattern BARE =
            Pattern.compile("[A-Za-z0-9/_.][A-Za-z0-9/_.@+=-]*(?:[: ][A-Za-z0-9/_.@+=-]+)*");

    /** Words that are text to us and something else to other readers. */
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private static final int MAX_SHORT_KEY = 120;

    private final List<Line> lines = new ArrayList<>();
    private StringBuilder out = new StringBuilder();

    /**
     * A line of the text.
     *
     * @param path what stands in it: a single value, or what the lines below it belong to
     * @param text the line without its end
     */
    public record Line(KeyPath path, String text) {}

    private YamlPrinter() {}

    /** The mapping as the text of a file. */
    public static String print(Map<?, ?> mapping) {
        return lines(mapping).stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    /** The mapping as lines that know what stands in them. */
    public static List<Line> lines(Map<?, ?> mapping) {
        YamlPrinter printer = new YamlPrinter();
        if (mapping.isEmpty()) {
            return List.of(new Line(KeyPath.ROOT, "{}"));
        }
        printer.mapping(mapping, 0, KeyPath.ROOT);
        return printer.lines;
    }

    private void end(KeyPath path) {
        lines.add(new Line(path, out.toString()));
        out = new StringBuilder();
    }

    private void mapping(Map<?, ?> mapping, int indent, KeyPath path) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : mapping.entrySet()) {
            if (!first) {
                indent(indent);
            }
            first = false;
            KeyPath below = path.key(entry.getKey().toString());
            key(text(entry.getKey().toString()), indent, below);
            value(entry.getValue(), indent, below);
        }
    }

    /** Keys that are longer than readers expect in one line with their value need the long form. */
    private void key(String key, int indent, KeyPath path) {
        if (key.length() > MAX_SHORT_KEY) {
            out.append("? ").append(key);
            end(path);
            indent(indent);
            out.append(':');
        } else {
            out.append(key).append(':');
        }
    }

    private void value(Object value, int indent, KeyPath path) {
        if (value instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            end(path);
            indent(indent + 2);
            mapping(mapping, indent + 2, path);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            end(path);
            for (int i = 0; i < list.size(); i++) {
                element(list.get(i), indent + 2, path.index(i));
            }
        } else {
            out.append(' ').append(single(value));
            end(path);
        }
    }

    private void element(Object element, int indent, KeyPath path) {
        indent(indent);
        out.append('-');
        if (element instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            out.append(' ');
            mapping(mapping, indent + 2, path);
        } else {
            value(element, indent, path);
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
