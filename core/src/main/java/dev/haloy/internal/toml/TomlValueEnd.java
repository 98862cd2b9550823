package dev.haloy.internal.toml;

import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a single value of a correct file ends: the parser only says where it begins. */
final class TomlValueEnd {
    private static final Pattern ONE_LINE = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:[^\\s,#\\]}]*+)?|[^\\s,#\\]}]++");

    private final SourceText text;
    private int lineNumber = -1;
    private TomlLine line = TomlLine.of("");

    TomlValueEnd(SourceText text) {
        this.text = text;
    }

    /** The whole value that begins there. */
    Span of(Span start) {
        TomlLine first = line(start.line());
        int from = first.indexOf(start.column());
        if (first.text().startsWith("\"\"\"", from) || first.text().startsWith("'''", from)) {
            return multiLine(start, from + 3, first.text().substring(from, from + 3));
        }
        Matcher value = ONE_LINE.matcher(first.text()).region(from, first.text().length());
        int end = first.columnOf(value.lookingAt() ? value.end() : first.text().length());
        return new Span(start.line(), start.column(), start.line(), Math.max(end, start.column() + 1));
    }

    /** The text of a value in one line. */
    String written(Span span) {
        TomlLine content = line(span.line());
        return content.text().substring(content.indexOf(span.column()), content.indexOf(span.endColumn()));
    }

    private TomlLine line(int number) {
        if (number != lineNumber) {
            lineNumber = number;
            line = TomlLine.of(text.line(number));
        }
        return line;
    }

    private Span multiLine(Span start, int after, String quotes) {
        for (int number = start.line(); number < text.lines(); number++) {
            String content = text.line(number);
            if (content.indexOf(quotes, number == start.line() ? after : 0) >= 0) {
                return new Span(start.line(), start.column(), number, content.length());
            }
        }
        return new Span(start.line(), start.column(), text.lines(), 0);
    }
}
