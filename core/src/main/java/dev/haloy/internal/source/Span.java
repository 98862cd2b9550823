package dev.haloy.internal.source;

/**
 * A stretch of text. Lines and columns begin at 0, columns count code points, the end is exclusive.
 *
 * @param line the first line
 * @param column the first column
 * @param endLine the last line
 * @param endColumn the column after the last one
 */
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {
    /** The beginning of the text. */
    public static final Span START = at(0, 0);

    /** A single place. */
    public static Span at(int line, int column) {
        return new Span(line, column, line, column + 1);
    }

    /** From the beginning of this one to the end of the other. */
    public Span to(Span end) {
        return new Span(line, column, end.endLine, end.endColumn);
    }

    /** Orders by beginning. */
    @Override
    public int compareTo(Span other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
