package dev.haloy.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands in a configuration: keys and list indexes from the root, for example {@code
 * targets.live.env[0].name}.
 *
 * <p>A path keeps its steps apart, so a key that contains a dot is still one step.
 */
public final class KeyPath {
    /** The file as a whole. */
    public static final KeyPath ROOT = new KeyPath(List.of());

    private final List<Object> steps;

    private KeyPath(List<Object> steps) {
        this.steps = steps;
    }

    /** The path of these keys, from the root. */
    public static KeyPath of(String... keys) {
        return new KeyPath(List.of((Object[]) keys));
    }

    /** The path of a key below this one. */
    public KeyPath key(String key) {
        return plus(key);
    }

    /** The path of a list element below this one; indexes begin at 0. */
    public KeyPath index(int index) {
        return plus(index);
    }

    /** The path that this one continues, or the root. */
    public KeyPath parent() {
        return steps.isEmpty() ? this : new KeyPath(steps.subList(0, steps.size() - 1));
    }

    /** Whether this path is the other one or goes on from it. */
    public boolean startsWith(KeyPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The steps: a {@code String} for a key, an {@code Integer} for a list index. */
    public List<Object> steps() {
        return steps;
    }

    /** Whether this is the file as a whole. */
    public boolean isRoot() {
        return steps.isEmpty();
    }

    private KeyPath plus(Object step) {
        List<Object> longer = new ArrayList<>(steps.size() + 1);
        longer.addAll(steps);
        longer.add(step);
        return new KeyPath(List.copyOf(longer));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPath path && steps.equals(path.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /** Dots between keys, brackets around indexes; empty for the root. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                text.append('[').append(index.intValue()).append(']');
            } else {
                text.append(text.length() == 0 ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
