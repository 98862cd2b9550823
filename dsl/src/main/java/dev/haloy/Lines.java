package dev.haloy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list that reads as a table: a session in which somebody explores prints it by itself, one element a line, columns (two blanks
 * apart) below each other. Otherwise like any unmodifiable list.
 */
final class Lines<T> extends AbstractList<T> implements RandomAccess {
    private static final String GAP = "  ";

    private final List<T> elements;
    private final Function<T, String> line;

    private Lines(List<T> elements, Function<T, String> line) {
        this.elements = List.copyOf(elements);
        this.line = line;
    }

    /** Lines as the elements print themselves. */
    static <T> List<T> of(List<T> elements) {
        return of(elements, Object::toString);
    }

    static <T> List<T> of(List<T> elements, Function<T, String> line) {
        return new Lines<>(elements, line);
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public String toString() {
        List<String[]> rows =
                elements.stream().map(each -> line.apply(each).split(GAP, -1)).toList();
        List<Integer> widths = new ArrayList<>();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths.add(0);
                widths.set(i, Math.max(widths.get(i), row[i].length()));
            }
        }
        // Whatever a session puts in front of a value stands on a line of its own.
        String first = size() > 1 ? "\n" : "";
        return rows.stream().map(row -> padded(row, widths)).collect(Collectors.joining("\n", first, ""));
    }

    private static String padded(String[] row, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            boolean last = i == row.length - 1;
            text.append(row[i]).append(last ? "" : " ".repeat(widths.get(i) - row[i].length()) + GAP);
        }
        return text.toString();
    }
}
