package dev.haloy.error;

/**
 * A place in a file, for people: lines and columns begin at 1, columns count code points.
 *
 * @param file the file as the user named it
 * @param line the line, from 1
 * @param column the column, from 1
 * @param excerpt the text of that line, without its line break
 * @param length how many columns to underline, at least 1
 */
public record SourceLocation(String file, int line, int column, String excerpt, int length) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
