package dev.haloy.internal.toml;

import java.util.Arrays;

/**
 * A line of which many places are asked for.
 *
 * @param text the line
 * @param offsets where each code point begins and the last one ends; empty if columns and characters are the same
 */
record TomlLine(String text, int[] offsets) {
    static TomlLine of(String text) {
        int columns = text.codePointCount(0, text.length());
        if (columns == text.length()) {
            return new TomlLine(text, new int[0]);
        }
        int[] offsets = new int[columns + 1];
        for (int column = 0; column < columns; column++) {
            offsets[column + 1] = text.offsetByCodePoints(offsets[column], 1);
        }
        return new TomlLine(text, offsets);
    }

    /** Where the code point at a column begins; the end of the line for columns after it. */
    int indexOf(int column) {
        return offsets.length == 0 ? Math.min(column, text.length()) : offsets[Math.min(column, offsets.length - 1)];
    }

    /** The column of the code point that begins at an index. */
    int columnOf(int index) {
        return offsets.length == 0 ? index : Arrays.binarySearch(offsets, index);
    }
}
