package dev.haloy.embedded.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The header lines of one request, taken one by one. */
final class HeaderFields {
    private static final Pattern WORD_EDGES = Pattern.compile("[ ,\t]+");

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final StringBuilder open = new StringBuilder();
    private boolean nameWithBlank;

    /** Takes a line that is not empty; false if the line before it turns out to be malformed. */
    boolean add(String line) {
        if (isBlank(line.charAt(0))) {
            return fold(line);
        }
        boolean good = closeLine();
        open.append(line);
        return good;
    }

    /** Tells that no line follows; false if the last one is malformed. */
    boolean end() {
        return closeLine();
    }

    /** A line that begins with a blank goes on with the one before it. */
    private boolean fold(String line) {
        if (open.length() == 0) {
            return false;
        }
        String more = trim(line);
        String before = trim(open.toString());
        open.setLength(0);
        open.append(before).append(' ').append(more);
        return true;
    }

    private boolean closeLine() {
        if (open.length() == 0) {
            return true;
        }
        String line = open.toString();
        open.setLength(0);
        int colon = line.indexOf(':');
        if (colon <= 0 || !line.chars().allMatch(HeaderFields::isText)) {
            return false;
        }
        String name = line.substring(0, colon);
        if (!name.chars().allMatch(c -> c == ' ' || isToken(c))) {
            return false;
        }
        nameWithBlank |= name.indexOf(' ') >= 0;
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                .add(trim(line.substring(colon + 1)));
        return true;
    }

    /** Whether some name has a blank in it, which has an error text of its own. */
    boolean hasNameWithBlank() {
        return nameWithBlank;
    }

    Map<String, List<String>> values() {
        return values;
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether a header contains this word between commas or blanks, in any case. */
    boolean hasWord(String name, String word) {
        return all(name).stream().flatMap(WORD_EDGES::splitAsStream).anyMatch(word::equalsIgnoreCase);
    }

    private static boolean isText(int c) {
        return c == '\t' || (c >= ' ' && c != 0x7f);
    }

    private static boolean isToken(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
