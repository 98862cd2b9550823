package dev.haloy.internal.source;

import dev.haloy.error.Problem;
import dev.haloy.error.Problem.Severity;
import dev.haloy.error.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a file, cut into lines. Makes locations with excerpts in which secret values are starred out, so that every
 * secret has to be hidden before the first location is asked for. Used by one thread.
 */
public final class SourceText {
    private static final int MAX_EXCERPT = 400;

    private final String file;
    private final String text;
    private final List<Integer> starts = new ArrayList<>();
    private final Map<Integer, List<Span>> hidden = new HashMap<>();
    private final Map<Integer, String> excerpts = new HashMap<>();

    /** The text of a file, under the name that messages use. A byte order mark is dropped. */
    public SourceText(String file, String text) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        starts.add(0);
        for (int i = 0; i < this.text.length(); i++) {
            char c = this.text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < this.text.length() && this.text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf)) {
                starts.add(i + 1);
            }
        }
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** How many lines there are; an empty text has one. */
    public int lines() {
        return starts.size();
    }

    /** A line without its break, as it is in the file: not for messages. */
    public String line(int line) {
        if (line >= starts.size()) {
            return "";
        }
        int end = line + 1 < starts.size() ? starts.get(line + 1) : text.length();
        int start = starts.get(line);
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The place of a character of the text. */
    public Span spanOf(int index) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Span.at(low, text.codePointCount(starts.get(low), Math.min(index, text.length())));
    }

    /** Keeps a stretch of the text out of all excerpts. */
    public void hide(Span span) {
        for (int line = span.line(); line <= Math.min(span.endLine(), starts.size() - 1); line++) {
            hidden.computeIfAbsent(line, at -> new ArrayList<>()).add(span);
            excerpts.remove(line);
        }
    }

    /** Keeps every single value at and below a node out of all excerpts. */
    public void hideAll(SourceNode node) {
        if (node instanceof SourceNode.Scalar scalar) {
            hide(scalar.span());
        } else if (node instanceof SourceNode.Sequence sequence) {
            sequence.elements().forEach(this::hideAll);
        } else if (node instanceof SourceNode.Mapping mapping) {
            mapping.entries().forEach(entry -> hideAll(entry.value()));
        }
    }

    /** The place for people. */
    public SourceLocation locate(Span span) {
        String excerpt = excerpts.computeIfAbsent(span.line(), this::excerpt);
        int end = span.endLine() == span.line() ? span.endColumn() : excerpt.codePointCount(0, excerpt.length());
        return new SourceLocation(file, span.line() + 1, span.column() + 1, excerpt, Math.max(1, end - span.column()));
    }

    /** The finding as an error for people. */
    public Problem error(Finding finding) {
        return new Problem(
                Severity.ERROR,
                finding.rule(),
                finding.path(),
                finding.message(),
                Optional.of(locate(finding.span())),
                finding.hint());
    }

    private String excerpt(int line) {
        int[] points = line(line).codePoints().limit(MAX_EXCERPT).toArray();
        for (Span span : hidden.getOrDefault(line, List.of())) {
            int from = span.line() == line ? span.column() : 0;
            int to = span.endLine() == line ? span.endColumn() : points.length;
            for (int i = from; i < Math.min(to, points.length); i++) {
                points[i] = points[i] <= ' ' && from == 0 ? points[i] : '*';
            }
        }
        return SecretLines.mask(new String(points, 0, points.length), precedingKeyLine(line));
    }

    /** The line that a continuation line belongs to: the nearest one above that is indented less; empty if there is none. */
    private String precedingKeyLine(int line) {
        int indent = indent(line(line));
        for (int above = line - 1; above >= Math.max(0, line - 200); above--) {
            String candidate = line(above);
            if (!candidate.isBlank() && indent(candidate) < indent) {
                return candidate;
            }
        }
        return "";
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '-')) {
            indent++;
        }
        return indent;
    }
}
