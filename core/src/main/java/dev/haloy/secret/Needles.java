package dev.haloy.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many texts occur in another one by looking at that once. Each is known by the four of its characters in a row that
 * the fewest others have, so that texts that begin alike cost no more than others.
 */
final class Needles {
    private static final int WINDOW = Redactor.SHORTEST;

    private final List<String> needles;
    private final Map<Long, List<Known>> byWindow = new HashMap<>();
    /** The hashes of the windows: says of nearly every place of an innocent text at once that nothing is there. */
    private final BitSet hashes = new BitSet();
    /** How far a hash is shifted so that there are a hundred of them for each window. */
    private final int shift;

    private record Known(int needle, int offset) {}

    /** Texts of at least {@value Redactor#SHORTEST} characters each. */
    Needles(List<String> needles) {
        this.needles = needles;
        this.shift = Math.max(48, Integer.numberOfLeadingZeros(Math.max(1, needles.size())) + 32 - 7);
        Map<Long, Integer> common = new HashMap<>();
        for (String needle : needles) {
            for (int i = 0; i + WINDOW <= needle.length(); i++) {
                common.merge(window(needle, i), 1, Integer::sum);
            }
        }
        for (int i = 0; i < needles.size(); i++) {
            String needle = needles.get(i);
            int offset = rarest(needle, common);
            long window = window(needle, offset);
            byWindow.computeIfAbsent(window, first -> new ArrayList<>()).add(new Known(i, offset));
            hashes.set(hash(window));
        }
    }

    private static int rarest(String needle, Map<Long, Integer> common) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i + WINDOW <= needle.length(); i++) {
            int count = common.getOrDefault(window(needle, i), 0);
            if (count < fewest) {
                best = i;
                fewest = count;
            }
        }
        return best;
    }

    /** The indexes of those that occur. */
    BitSet in(String text) {
        BitSet found = new BitSet();
        if (hashes.isEmpty() || text.length() < WINDOW) {
            return found;
        }
        long window = window(text, 0);
        for (int i = 0; ; i++) {
            if (hashes.get(hash(window))) {
                compare(text, i, byWindow.getOrDefault(window, List.of()), found);
            }
            if (i + WINDOW >= text.length()) {
                return found;
            }
            window = (window << 16) | text.charAt(i + WINDOW);
        }
    }

    private void compare(String text, int at, List<Known> candidates, BitSet found) {
        for (Known known : candidates) {
            String needle = needles.get(known.needle());
            if (text.startsWith(needle, at - known.offset())) {
                found.set(known.needle());
            }
        }
    }

    /** Four characters in one number, without loss. */
    private static long window(String text, int from) {
        long window = 0;
        for (int i = from; i < from + WINDOW; i++) {
            window = (window << 16) | text.charAt(i);
        }
        return window;
    }

    private int hash(long window) {
        return (int) ((window * 0x9E3779B97F4A7C15L) >>> shift);
    }
}
