package dev.haloy.error;

import java.util.List;
import java.util.Objects;

/**
 * Where a value stands in a configuration: keys and list indexes from the root, for example {@code
 * targets.live.env[0].name}.
 *
 * <p>A path keeps its steps apart, so a key that contains a dot is still one step.
 */
public final class KeyPath {
    /** The file as a whole. */
    public static final KeyPath ROOT = new KeyPath();

    // Linked to its parent, with its hash at hand: there is a path for every value of a file, and most are keys of
    // maps.
    private final KeyPath parent;
    private final Object step;
    private final int depth;
    private final int hash;

    private KeyPath() {
        parent = this;
        step = "";
        depth = 0;
        hash = 1;
    }

    private KeyPath(KeyPath parent, Object step) {
        this.parent = parent;
        this.step = Objects.requireNonNull(step);
        this.depth = parent.depth + 1;
        this.hash = 31 * parent.hash + step.hashCode();
    }

    /** The path of these keys, from the root. */
    public static KeyPath of(String... keys) {
        KeyPath path = ROOT;
        for (String key : keys) {
            path = path.key(key);
        }
        return path;
    }

    /** The path of a key below this one. */
    public KeyPath key(String key) {
        return new KeyPath(this, key);
    }

    /** The path of a list element below this one; indexes begin at 0. */
    public KeyPath index(int index) {
        return new KeyPath(this, index);
    }

    /** The path that this one continues, or the root. */
    public KeyPath parent() {
        return parent;
    }

    /** Whether this path is the other one or goes on from it. */
    public boolean startsWith(KeyPath other) {
        KeyPath start = this;
        while (start.depth > other.depth) {
            start = start.parent;
        }
        return start.equals(other);
    }

    /** The steps: a {@code String} for a key, an {@code Integer} for a list index. */
    public List<Object> steps() {
        Object[] steps = new Object[depth];
        for (KeyPath at = this; at.depth > 0; at = at.parent) {
            steps[at.depth - 1] = at.step;
        }
        return List.of(steps);
    }

    /** Whether this is the file as a whole. */
    public boolean isRoot() {
        return depth == 0;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof KeyPath path) || hash != path.hash || depth != path.depth) {
            return false;
        }
        KeyPath mine = this;
        for (KeyPath theirs = path; mine != theirs; theirs = theirs.parent) {
            if (!mine.step.equals(theirs.step)) {
                return false;
            }
            mine = mine.parent;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Dots between keys, brackets around indexes; empty for the root. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object each : steps()) {
            if (each instanceof Integer index) {
                text.append('[').append(index.intValue()).append(']');
            } else {
                text.append(text.length() == 0 ? "" : ".").append(each);
            }
        }
        return text.toString();
    }
}
