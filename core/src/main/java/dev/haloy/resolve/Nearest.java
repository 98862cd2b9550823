package dev.haloy.resolve;

import java.util.Collection;
import java.util.Optional;

/** Guesses which existing word somebody meant. */
final class Nearest {
    private Nearest() {}

    /** The closest of the candidates, if it is close enough to be a slip. */
    static Optional<String> to(String word, Collection<String> candidates) {
        int best = Math.max(1, word.length() / 3) + 1;
        String found = "";
        for (String candidate : candidates) {
            int distance = candidate.equalsIgnoreCase(word) ? 0 : distance(word, candidate);
            if (distance < best) {
                best = distance;
                found = candidate;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j < costs.length; j++) {
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replace, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
