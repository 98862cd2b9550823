package dev.haloy.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, each as wide as its widest cell, without borders: easy to read, easy to cut. Where the terminal is too
 * narrow, the last column is broken into lines; where even that leaves too little, each row becomes a block.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int ENOUGH = 24;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Style.Tone> tones = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(List<String> cells) {
        rows.add(cells.stream().map(Visible::line).toList());
        return this;
    }

    /** A row that is marked as good or bad; then all of them should be. */
    Table row(Style.Tone tone, List<String> cells) {
        tones.add(tone);
        return row(cells);
    }

    List<String> lines(Style style) {
        int last = headings.size() - 1;
        int before = tones.isEmpty() ? 0 : GAP.length();
        for (int column = 0; column < last; column++) {
            before += width(column) + GAP.length();
        }
        int left = style.columns() - before;
        boolean fits = width(last) <= left;
        return fits || left >= Math.max(ENOUGH, Words.length(headings.get(last)))
                ? columns(style, before, fits ? width(last) : left)
                : blocks(style);
    }

    private List<String> columns(Style style, int before, int lastWidth) {
        List<String> lines = new ArrayList<>();
        String indent = tones.isEmpty() ? "" : GAP;
        lines.add(indent + style.bold(line(headings, headings.get(headings.size() - 1))));
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = rows.get(row);
            List<String> last = Words.wrapped(cells.get(cells.size() - 1), lastWidth);
            lines.add(mark(row, style) + line(cells, last.get(0)));
            last.stream().skip(1).forEach(more -> lines.add(" ".repeat(before) + more));
        }
        return lines;
    }

    private String mark(int row, Style style) {
        return tones.isEmpty() ? "" : style.mark(tones.get(row)) + " ";
    }

    private String line(List<String> cells, String last) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size() - 1; column++) {
            String cell = cells.get(column);
            line.append(cell)
                    .append(" ".repeat(width(column) - Words.length(cell)))
                    .append(GAP);
        }
        return line.append(last).toString();
    }

    private List<String> blocks(Style style) {
        int names = headings.stream().skip(1).mapToInt(Words::length).max().orElse(0);
        int left = Math.max(1, style.columns() - names - 2 * GAP.length());
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = rows.get(row);
            lines.add(mark(row, style) + style.bold(cells.get(0)));
            for (int column = 1; column < cells.size(); column++) {
                String name = GAP + headings.get(column) + " ".repeat(names - Words.length(headings.get(column))) + GAP;
                for (String part : Words.wrapped(cells.get(column), left)) {
                    lines.add(name + part);
                    name = " ".repeat(name.length());
                }
            }
        }
        return lines;
    }

    private int width(int column) {
        int widest = Words.length(headings.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, Words.length(row.get(column)));
        }
        return widest;
    }
}
