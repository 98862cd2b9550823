package dev.haloy.internal.toml;

import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a single value of a correct file ends: the parser only says where it begins. */
final class TomlValueEnd {
    private static final Pattern ONE_LINE = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:[^\\s,#\\]}]*+)?|[^\\s,#\\]}]++");

    private TomlValueEnd() {}

    static Span of(SourceText text, Span start) {
        String line = text.line(start.line());
        int from = line.offsetByCodePoints(0, Math.min(start.column(), line.codePointCount(0, line.length())));
        if (line.startsWith("\"\"\"", from) || line.startsWith("'''", from)) {
            return multiLine(text, start, line.substring(from, from + 3));
        }
        Matcher value = ONE_LINE.matcher(line).region(from, line.length());
        int end = value.lookingAt() ? value.end() : line.length();
        return start.to(Span.at(start.line(), start.column() + line.codePointCount(from, end) - 1));
    }

    private static Span multiLine(SourceText text, Span start, String quotes) {
        String first = text.line(start.line());
        int after = first.offsetByCodePoints(0, start.column()) + quotes.length();
        for (int line = start.line(); line < text.lines(); line++) {
            String content = text.line(line);
            if (content.indexOf(quotes, line == start.line() ? after : 0) >= 0) {
                return start.to(Span.at(line, content.length()));
            }
        }
        return start.to(Span.at(text.lines(), 0));
    }
}
