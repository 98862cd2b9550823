package dev.haloy.internal.yaml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SyntaxException;
import java.util.Locale;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Refuses, with a place, what the parser would refuse without one or take very long for. */
final class YamlCharacters {
    /** The parser's time grows with the square of this. Long values can be broken into lines. */
    private static final int MAX_LINE = 1 << 20;

    private YamlCharacters() {}

    static void check(SourceText source) {
        String text = source.text();
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                String message = String.format(
                        Locale.ROOT, "contains the control character U+%04X, which YAML does not allow", c);
                throw at(source, i, message);
            }
            i += Character.charCount(c) - 1;
            lineStart = c == '\n' || c == '\r' ? i + 1 : lineStart;
            if (i - lineStart > MAX_LINE) {
                throw at(source, lineStart, "has a line of more than " + MAX_LINE + " characters");
            }
        }
    }

    private static SyntaxException at(SourceText source, int index, String message) {
        return new SyntaxException(Finding.syntax(KeyPath.ROOT, message, source.spanOf(index)));
    }
}
