package dev.haloy.internal.source;

import dev.haloy.error.Problem;
import dev.haloy.error.Problem.Severity;
import dev.haloy.error.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file, cut into lines. Makes locations with excerpts in which secret values are starred out, so that every
 * secret has to be hidden before the first location is asked for. Read by one thread; then any thread may ask for locations.
 */
public final class SourceText {
    private static final int MAX_EXCERPT = 400;

    private final String file;
    private final String text;
    private final int[] starts;
    private final Map<Integer, Set<Span>> hidden = new HashMap<>();
    private final @Nullable String[] excerpts;
    private Optional<Predicate<String>> harmless = Optional.empty();
    private int[] owners = {};
    private int lastIndex;
    private int lastColumn;

    /** The text of a file, under the name that messages use. A byte order mark is dropped. */
    public SourceText(String file, String text) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.starts = starts(this.text);
        this.excerpts = new String[starts.length];
    }

    private static int[] starts(String text) {
        IntStream.Builder starts = IntStream.builder();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf)) {
                starts.add(i + 1);
            }
        }
        return starts.build().toArray();
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** How many lines there are; an empty text has one. */
    public int lines() {
        return starts.length;
    }

    /** A line without its break, as it is in the file: not for messages. */
    public String line(int line) {
        if (line >= starts.length) {
            return "";
        }
        int end = line + 1 < starts.length ? starts[line + 1] : text.length();
        int start = starts[line];
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The place of a character of the text. */
    public Span spanOf(int index) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Span.at(low, column(low, Math.min(index, text.length())));
    }

    /** Counts on from the last place if it can: a file in one long line would take forever otherwise. */
    private int column(int line, int index) {
        boolean goesOn = lastIndex >= starts[line] && lastIndex <= index;
        int from = goesOn ? lastIndex : starts[line];
        lastColumn = (goesOn ? lastColumn : 0) + text.codePointCount(from, index);
        lastIndex = index;
        return lastColumn;
    }

    /** Keeps a stretch of the text out of all excerpts. */
    public void hide(Span span) {
        for (int line = span.line(); line <= Math.min(span.endLine(), starts.length - 1); line++) {
            hidden.merge(line, Set.of(span), SourceText::both);
            excerpts[line] = null;
        }
    }

    /** Nearly all lines hide one stretch, if any; but a file may be one line, and an alias may name a secret many times. */
    private static Set<Span> both(Set<Span> known, Set<Span> more) {
        if (known.containsAll(more)) {
            return known;
        }
        Set<Span> all = known instanceof LinkedHashSet ? known : new LinkedHashSet<>(known);
        all.addAll(more);
        return all;
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

    /**
     * Says that the text could not be understood, so that nothing is known to be secret: from now on excerpts show little more
     * than these keys and their values.
     */
    public void mistrust(Predicate<String> harmlessKey) {
        harmless = Optional.of(harmlessKey);
        Arrays.fill(excerpts, null);
    }

    /** The place for people. */
    public synchronized SourceLocation locate(Span span) {
        String excerpt = excerpt(span.line());
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
        if (line >= excerpts.length) {
            return "";
        }
        String known = excerpts[line];
        if (known == null) {
            known = masked(line);
            excerpts[line] = known;
        }
        return known;
    }

    private String masked(int line) {
        String shown = withoutHidden(line);
        return harmless.isPresent()
                ? SecretLines.maskStrictly(shown, owners(line), harmless.get())
                : SecretLines.mask(shown, ownerOf(line));
    }

    private String withoutHidden(int line) {
        String whole = line(line);
        Set<Span> spans = hidden.getOrDefault(line, Set.of());
        if (spans.isEmpty() && whole.length() <= MAX_EXCERPT) {
            return whole;
        }
        int[] points = whole.codePoints().limit(MAX_EXCERPT).toArray();
        for (Span span : spans) {
            int from = span.line() == line ? span.column() : 0;
            int to = span.endLine() == line ? span.endColumn() : points.length;
            for (int i = from; i < Math.min(to, points.length); i++) {
                points[i] = points[i] <= ' ' && from == 0 ? points[i] : '*';
            }
        }
        return new String(points, 0, points.length);
    }

    /** The line that another one belongs to: the nearest one above that is indented less; empty if there is none. */
    private String ownerOf(int line) {
        int owner = ownerLine(line);
        return owner < 0 ? "" : line(owner);
    }

    /** The line that another one belongs to, the one that belongs to, and so on. */
    private List<String> owners(int line) {
        List<String> all = new ArrayList<>();
        for (int owner = ownerLine(line); owner >= 0; owner = ownerLine(owner)) {
            all.add(line(owner));
        }
        return all;
    }

    private int ownerLine(int line) {
        if (owners.length == 0) {
            owners = findOwners();
        }
        return line >= owners.length ? -1 : owners[line];
    }

    private int[] findOwners() {
        int[] found = new int[starts.length];
        int[] indents = new int[starts.length];
        for (int line = 0; line < found.length; line++) {
            String content = line(line);
            boolean empty = content.isBlank() || content.stripLeading().startsWith("#");
            indents[line] = empty ? Integer.MAX_VALUE : indent(content);
            int owner = line - 1;
            while (owner >= 0 && indents[owner] >= indents[line]) {
                owner = found[owner];
            }
            found[line] = owner;
        }
        return found;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '-')) {
            indent++;
        }
        return indent;
    }
}
