package dev.haloy.resolve;

import dev.haloy.secret.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces references to other variables of the same target, <code>${NAME}</code>, by their values. What is put in is not
 * looked at again, names that no variable has stay as they are, and only literals are looked at.
 */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final List<Entry> entries;
    private final Map<String, Integer> byName = new LinkedHashMap<>();
    private final Map<Integer, Text> done = new LinkedHashMap<>();
    private final List<Integer> onTheWay = new ArrayList<>();
    private final List<Cycle> cycles = new ArrayList<>();

    /**
     * A variable with its value as it is so far.
     *
     * @param name its name
     * @param text its value; empty if it could not be had
     * @param literal whether references in it count
     */
    record Entry(String name, Optional<Text> text, boolean literal) {}

    /**
     * Variables that refer to each other in a circle, or one that refers to itself.
     *
     * @param first the index of the one that comes first
     * @param names all of them, the first one once more at the end
     */
    record Cycle(int first, List<String> names) {}

    Interpolation(List<Entry> entries) {
        this.entries = entries;
        for (int i = 0; i < entries.size(); i++) {
            byName.put(entries.get(i).name(), i);
        }
    }

    static boolean hasReference(String value) {
        return REFERENCE.matcher(value).find();
    }

    /** The values in order; empty for one that could not be had. */
    List<Optional<Text>> values() {
        List<Optional<Text>> values = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            boolean known = entries.get(i).text().isPresent();
            Text value = value(i);
            values.add(known ? Optional.of(value) : Optional.empty());
        }
        return values;
    }

    /** The circles found on the way. */
    List<Cycle> cycles() {
        return cycles;
    }

    private Text value(int index) {
        Text finished = done.get(index);
        if (finished != null) {
            return finished;
        }
        if (onTheWay.contains(index)) {
            addCycle(onTheWay.subList(onTheWay.indexOf(index), onTheWay.size()));
            return Text.plain("");
        }
        Entry entry = entries.get(index);
        Text own = entry.text().orElse(Text.plain(""));
        onTheWay.add(index);
        Text value = entry.literal() ? replaced(own.shown()) : own;
        onTheWay.remove(onTheWay.size() - 1);
        done.put(index, value);
        return value;
    }

    private Text replaced(String literal) {
        List<Text> parts = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(literal);
        int end = 0;
        while (matcher.find()) {
            Integer index = byName.get(matcher.group(1));
            if (index != null) {
                parts.add(Text.plain(literal.substring(end, matcher.start())));
                parts.add(value(index));
                end = matcher.end();
            }
        }
        parts.add(Text.plain(literal.substring(end)));
        return Text.join(parts);
    }

    private void addCycle(List<Integer> indexes) {
        int first = indexes.stream().mapToInt(Integer::intValue).min().orElseThrow();
        int start = indexes.indexOf(first);
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= indexes.size(); i++) {
            names.add(entries.get(indexes.get((start + i) % indexes.size())).name());
        }
        Cycle cycle = new Cycle(first, List.copyOf(names));
        if (!cycles.contains(cycle)) {
            cycles.add(cycle);
        }
    }
}
