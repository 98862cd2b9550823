package dev.haloy.internal.toml;

import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Mapping;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.SourceNode.Sequence;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Turns the parser's tables into a tree in the order of the file. The parser limits how deep they are nested. */
final class TomlTree {
    private final TomlValueEnd ends;

    TomlTree(SourceText text) {
        this.ends = new TomlValueEnd(text);
    }

    Mapping mapping(TomlTable table, Span span) {
        List<Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            Span keySpan = keySpan(key, table.inputPositionOf(path));
            TomlPosition position = table.entry(path).value().position();
            Object value = table.get(path);
            entries.add(new Entry(key, false, keySpan, node(value, position == null ? keySpan : span(position))));
        }
        entries.sort(Comparator.comparing(Entry::keySpan));
        return new Mapping(List.copyOf(entries), span);
    }

    private Sequence sequence(TomlArray array, Span span) {
        List<SourceNode> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(node(array.get(i), span(array.inputPositionOf(i))));
        }
        return new Sequence(List.copyOf(elements), span);
    }

    private SourceNode node(Object value, Span start) {
        if (value instanceof TomlTable table) {
            return mapping(table, start);
        }
        if (value instanceof TomlArray array) {
            return sequence(array, start);
        }
        Span span = ends.of(start);
        return value instanceof String string ? Scalar.string(string, span) : scalar(value, span);
    }

    private Scalar scalar(Object value, Span span) {
        String written = ends.written(span);
        if (value instanceof Long number) {
            return new Scalar(Kind.INTEGER, written, Long.toString(number), span);
        }
        if (value instanceof Double number) {
            String canonical = Double.isFinite(number)
                    ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                    : "." + written.toLowerCase(Locale.ROOT);
            return new Scalar(Kind.FLOAT, written, canonical, span);
        }
        return new Scalar(value instanceof Boolean ? Kind.BOOLEAN : Kind.TIMESTAMP, written, value.toString(), span);
    }

    private static Span keySpan(String key, @Nullable TomlPosition position) {
        Span start = span(position);
        return new Span(
                start.line(), start.column(), start.line(), start.column() + key.codePointCount(0, key.length()));
    }

    static Span span(@Nullable TomlPosition position) {
        return position == null ? Span.START : Span.at(position.line() - 1, position.column() - 1);
    }
}
