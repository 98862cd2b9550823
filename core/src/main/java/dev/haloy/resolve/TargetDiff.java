package dev.haloy.resolve;

import dev.haloy.config.KeyInfo;
import dev.haloy.config.KeyTable;
import dev.haloy.error.KeyPath;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How two targets differ, and why. Variables and build arguments are compared by name, whatever their order; other lists as a whole.
 *
 * <p>No secret was read for it: two references to secrets differ if they are written differently.
 *
 * @param left the key of the one target
 * @param right the key of the other
 * @param differences the settings that differ, in the order in which a file is written
 */
public record TargetDiff(String left, String right, List<Difference> differences) {
    /** Makes private copies. */
    public TargetDiff {
        differences = List.copyOf(differences);
    }

    /**
     * A setting that differs.
     *
     * @param left what it is in the one target; without a value if it is not set there
     * @param right what it is in the other
     */
    public record Difference(Explanation left, Explanation right) {
        /** The setting. */
        public KeyPath key() {
            return left.key();
        }
    }

    /** Compares two targets, of one file or of two. */
    public static TargetDiff of(Explainer left, Explainer right) {
        Set<KeyPath> paths = new LinkedHashSet<>(left.paths());
        paths.addAll(right.paths());
        List<Difference> differences = paths.stream()
                .sorted(Comparator.comparingInt(TargetDiff::rank))
                .filter(path -> !left.isSame(right, path))
                .map(path -> new Difference(left.explain(path), right.explain(path)))
                .toList();
        return new TargetDiff(left.target(), right.target(), differences);
    }

    private static int rank(KeyPath path) {
        List<KeyInfo> keys = KeyTable.keys(KeyInfo.Section.TARGET);
        return IntStream.range(0, keys.size())
                .filter(i -> keys.get(i).name().equals(path.steps().get(0)))
                .findFirst()
                .orElse(keys.size());
    }

    /** Whether they mean the same but for their keys. */
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** For each setting a line with its key, and two with value and reason. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return left + " and " + right + " do not differ";
        }
        int names = Math.max(left.length(), right.length());
        StringBuilder text = new StringBuilder();
        for (Difference each : differences) {
            text.append(text.length() == 0 ? "" : "\n").append(each.key());
            int values =
                    Math.max(value(each.left()).length(), value(each.right()).length());
            List.of(each.left(), each.right()).forEach(side -> text.append('\n').append(line(side, names, values)));
        }
        return text.toString();
    }

    private static String line(Explanation side, int names, int values) {
        String reason = side.decision().map(step -> step.origin().toString()).orElse("");
        return ("  " + padded(side.target(), names) + "  " + padded(value(side), values) + "  " + reason)
                .stripTrailing();
    }

    private static String value(Explanation side) {
        return side.value().orElse("(not set)");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
