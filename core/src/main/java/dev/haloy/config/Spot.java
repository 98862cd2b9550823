package dev.haloy.config;

import dev.haloy.internal.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place of a file and the places below it, in the order of the file. Small, and near to what stands beside it: a file has
 * hundreds of thousands, and a map from path to place would be the larger part of what is kept of it.
 */
final class Spot {
    /** With fewer places below it a spot is searched from the first on. */
    private static final int WIDE = 16;

    private final Object step;
    /** The last place below this one; a ring leads on to the first. */
    private @Nullable Spot last;

    private @Nullable Spot next;
    private @Nullable Map<Object, Spot> index;
    private int below;
    // The two spans as numbers: as objects they would be most of what is kept.
    private int keyLine;
    private int keyColumn;
    private int keyEndLine;
    private int keyEndColumn;
    private int valueLine;
    private int valueColumn;
    private int valueEndLine;
    private int valueEndColumn;

    private Spot(Object step) {
        this.step = step;
    }

    /** The file as a whole. */
    static Spot root() {
        return new Spot("");
    }

    /** A place that a key or list index leads to; it counts when it is {@linkplain #add added}. */
    static Spot at(Object step) {
        return new Spot(step);
    }

    /** Notes where a place stands, as a part of this one. */
    void add(Spot spot, Span keySpan, Span valueSpan) {
        spot.stands(keySpan, valueSpan);
        if (spot.next == null) {
            append(spot);
        }
    }

    private void stands(Span key, Span value) {
        keyLine = key.line();
        keyColumn = key.column();
        keyEndLine = key.endLine();
        keyEndColumn = key.endColumn();
        valueLine = value.line();
        valueColumn = value.column();
        valueEndLine = value.endLine();
        valueEndColumn = value.endColumn();
    }

    private void append(Spot spot) {
        Spot end = last;
        spot.next = end == null ? spot : end.next;
        if (end != null) {
            end.next = spot;
        }
        last = spot;
        below++;
        if (below == WIDE) {
            Map<Object, Spot> all = new HashMap<>();
            forEach(each -> all.put(each.step, each));
            index = all;
        } else if (index != null) {
            index.put(spot.step, spot);
        }
    }

    /** The key or list index that leads here. */
    Object step() {
        return step;
    }

    /** Where its key stands. */
    Span key() {
        return new Span(keyLine, keyColumn, keyEndLine, keyEndColumn);
    }

    /** Where its value stands. */
    Span value() {
        return new Span(valueLine, valueColumn, valueEndLine, valueEndColumn);
    }

    /** The places below it, in the order of the file. */
    void forEach(Consumer<Spot> action) {
        Spot at = last;
        for (int i = 0; i < below && at != null; i++) {
            at = at.next;
            if (at != null) {
                action.accept(at);
            }
        }
    }

    /** The place that the key or list index leads to. */
    @Nullable
    Spot find(Object wanted) {
        if (index != null) {
            return index.get(wanted);
        }
        Spot at = last;
        for (int i = 0; i < below && at != null; i++) {
            at = at.next;
            if (at != null && at.step.equals(wanted)) {
                return at;
            }
        }
        return null;
    }
}
