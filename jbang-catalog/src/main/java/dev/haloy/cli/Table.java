package dev.haloy.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell, without borders: easy to read, easy to cut. */
final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(List<String> cells) {
        rows.add(cells.stream().map(Visible::line).toList());
        return this;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(line(headings)));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(width(column) - length(cell))).append(GAP);
            }
        }
        return line.toString();
    }

    private int width(int column) {
        int widest = length(headings.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
