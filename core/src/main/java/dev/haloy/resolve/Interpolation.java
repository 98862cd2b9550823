package dev.haloy.resolve;

import dev.haloy.secret.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces references to other variables of the same target, <code>${NAME}</code>, by their values. What is put in is not
 * looked at again, names that no variable has stay as they are, and only literals are looked at.
 */
final class Interpolation {
    private static final Text NOTHING = Text.plain("");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    /** A longer value is refused: a few lines of references can make one that fills any memory. */
    private static final int LONGEST = 1 << 20;

    private final List<Entry> entries;
    private final Map<String, Integer> byName = new LinkedHashMap<>();
    private final Map<Integer, Text> done = new LinkedHashMap<>();
    private final Map<Integer, Iterator<Integer>> onTheWay = new LinkedHashMap<>();
    private final Set<Cycle> cycles = new LinkedHashSet<>();
    private final List<Integer> tooLong = new ArrayList<>();

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

    /** The names that a value refers to, each once, whether or not there are such variables. */
    static List<String> references(String value) {
        return REFERENCE
                .matcher(value)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** The values in order; empty for one that could not be had. */
    List<Optional<Text>> values() {
        List<Optional<Text>> values = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            finish(i);
            values.add(entries.get(i).text().isPresent() ? Optional.ofNullable(done.get(i)) : Optional.empty());
        }
        return values;
    }

    /** The circles found on the way. */
    List<Cycle> cycles() {
        return List.copyOf(cycles);
    }

    /** The indexes of variables whose values got out of hand. */
    List<Integer> tooLong() {
        return tooLong;
    }

    /** Depth first with a stack of its own, however long a chain of references is. */
    private void finish(int root) {
        if (done.containsKey(root)) {
            return;
        }
        Deque<Integer> stack = new ArrayDeque<>();
        enter(root, stack);
        while (!stack.isEmpty()) {
            int index = stack.getLast();
            Iterator<Integer> references = Objects.requireNonNull(onTheWay.get(index));
            if (!references.hasNext()) {
                done.put(index, replaced(index));
                onTheWay.remove(index);
                stack.removeLast();
                continue;
            }
            int next = references.next();
            if (onTheWay.containsKey(next)) {
                List<Integer> way = List.copyOf(stack);
                addCycle(way.subList(way.indexOf(next), way.size()));
            } else if (!done.containsKey(next)) {
                enter(next, stack);
            }
        }
    }

    private void enter(int index, Deque<Integer> stack) {
        stack.addLast(index);
        onTheWay.put(index, references(entries.get(index)).iterator());
    }

    private List<Integer> references(Entry entry) {
        List<Integer> references = new ArrayList<>();
        if (entry.literal()) {
            Matcher matcher = REFERENCE.matcher(entry.text().map(Text::shown).orElse(""));
            while (matcher.find()) {
                Integer index = byName.get(matcher.group(1));
                if (index != null) {
                    references.add(index);
                }
            }
        }
        return references;
    }

    private Text replaced(int index) {
        Text own = entries.get(index).text().orElse(NOTHING);
        if (!entries.get(index).literal()) {
            return own;
        }
        List<Text> parts = parts(own.shown());
        if (parts.stream().mapToLong(Text::length).sum() > LONGEST) {
            tooLong.add(index);
            return NOTHING;
        }
        return Text.join(parts);
    }

    private List<Text> parts(String literal) {
        List<Text> parts = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(literal);
        int end = 0;
        while (matcher.find()) {
            Integer referred = byName.get(matcher.group(1));
            if (referred != null) {
                parts.add(Text.plain(literal.substring(end, matcher.start())));
                parts.add(done.getOrDefault(referred, NOTHING));
                end = matcher.end();
            }
        }
        parts.add(Text.plain(literal.substring(end)));
        return parts;
    }

    private void addCycle(List<Integer> indexes) {
        int first = indexes.stream().mapToInt(Integer::intValue).min().orElseThrow();
        int start = indexes.indexOf(first);
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= indexes.size(); i++) {
            names.add(entries.get(indexes.get((start + i) % indexes.size())).name());
        }
        cycles.add(new Cycle(first, List.copyOf(names)));
    }
}
