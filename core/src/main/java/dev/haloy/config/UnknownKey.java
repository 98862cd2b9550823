package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.SourceNode.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to say about a key that nobody knows: most likely it is a slip of a known one. */
final class UnknownKey {
    private UnknownKey() {}

    static void report(ObjectType<?, ?> type, Entry entry, Cursor at) {
        if (at.binding().isFull()) {
            at.binding().text().hideAll(entry.value());
            at.binding().count();
            return;
        }
        Format format = at.binding().format();
        Optional<String> meant = meant(type, entry.key(), format);
        boolean harmless = meant.flatMap(name -> type.find(name, format))
                .filter(key -> !key.holdsSecrets())
                .isPresent();
        if (at.secret() || (type.holdsSecrets() && !harmless)) {
            at.binding().text().hideAll(entry.value());
        }
        Optional<String> hint = meant.map(name -> "did you mean '" + name + "'?")
                .or(() -> elsewhere(entry.key(), format))
                .or(() -> nested(entry.key()));
        if (meant.isEmpty() && mayBeValue(type, entry)) {
            at.binding().text().hide(entry.keySpan());
            at.binding().report("1.6", at.path(), "has a key that is not known", entry.keySpan(), Optional.empty());
        } else {
            at.binding().report("1.6", at.path().key(shown(type, entry, at)), "unknown key", entry.keySpan(), hint);
        }
    }

    /** A lone word in braces is a key without a value to the parser, and a value that lost its key to the user. */
    private static boolean mayBeValue(ObjectType<?, ?> type, Entry entry) {
        boolean hasValues = type.keys().stream().anyMatch(key -> key.info().section() == KeyInfo.Section.VALUE_SOURCE);
        return hasValues && entry.value().isNull();
    }

    /** The key; without what may be a value that ran into it because a colon or space is missing. */
    private static String shown(ObjectType<?, ?> type, Entry entry, Cursor at) {
        int name = 0;
        while (name < entry.key().length() && isNamePart(entry.key().charAt(name))) {
            name++;
        }
        if (!type.holdsSecrets() || name == entry.key().length()) {
            return entry.key();
        }
        at.binding().text().hide(entry.keySpan());
        return entry.key().substring(0, name) + "...";
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '<';
    }

    private static Optional<String> meant(ObjectType<?, ?> type, String written, Format format) {
        String flat = flat(written);
        List<String> names = type.names(format);
        return names.stream()
                .filter(name -> flat(name).equals(flat))
                .findFirst()
                .or(() -> nearest(names, written));
    }

    private static String flat(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The known name that takes the fewest keystrokes to correct, if those are few compared with its length. */
    static Optional<String> nearest(List<String> names, String written) {
        return names.stream()
                .filter(name -> isClose(name, written))
                .min(Comparator.comparingInt(name -> distance(name, written)));
    }

    private static boolean isClose(String name, String written) {
        boolean cut = written.length() >= 3 && (name.startsWith(written) || written.startsWith(name + "_"));
        return cut || distance(name, written) <= Math.max(1, Math.min(3, name.length() / 3));
    }

    private static Optional<String> elsewhere(String written, Format format) {
        return KeyTable.keys().stream()
                .filter(info ->
                        info.name(format).equals(written) && info.section().belongsSomewhere())
                .findFirst()
                .map(info -> "'" + written + "' is a key of " + info.section().title());
    }

    private static Optional<String> nested(String written) {
        int dot = written.indexOf('.');
        return dot <= 0 || dot == written.length() - 1
                ? Optional.empty()
                : Optional.of("write '" + written.substring(dot + 1) + "' below '" + written.substring(0, dot) + "'");
    }

    /** Insertions, deletions, replacements and swaps of neighbours; large if the lengths say so. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
