package dev.haloy.internal.source;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses from the text alone what is secret in a line. Where a file has a syntax error there is no tree to tell, and the line
 * with the error is often the one with the password.
 */
final class SecretLines {
    private static final String KEY = "(?i)[\"']?\\b(?:value|password|api_?token|token)\\b[\"']?\\s*[:=]";
    private static final Pattern SECRET_KEY = Pattern.compile(KEY);
    private static final Pattern VALUE =
            Pattern.compile(KEY + "\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^']|'')*+'|[\"'].*+|(?![{\\[&*|>])[^,}\\]]*+)");
    private static final Pattern BLOCK = Pattern.compile(KEY + "\\s*$");
    private static final Pattern TEXT = Pattern.compile(KEY + "\\s*[^\\s{\\[]");
    private static final Pattern SETTING = Pattern.compile("^[\\s-]*[\\w\"'-]+\\s*:(\\s.*)?$");
    private static final Pattern SOURCE = Pattern.compile("^\\s*[\"']?(?:from|env|secret)\\b.*");

    /** What looks like a key, or is a word that secrets are known to follow. */
    private static final Pattern KEY_OR_WORD = Pattern.compile(
            "([\\w.-]*)[\"']?\\s*(?::(?=[\\s\"'{\\[\\d]|$)|=)|(?i)\\b(?:value|password|api_?token|token)\\b");

    private static final Pattern STRUCTURE = Pattern.compile("[\\s\\p{Punct}]*");

    private SecretLines() {}

    /**
     * The line of a file that could not be understood, with stars from the first key on that is not known to be harmless. A line
     * without a key, or one that belongs to a secret, is starred out as a whole.
     */
    static String maskStrictly(String line, List<String> owners, Predicate<String> harmless) {
        Matcher key = KEY_OR_WORD.matcher(line);
        boolean owned =
                owners.stream().anyMatch(owner -> SECRET_KEY.matcher(owner).find());
        if (owned
                || !key.find()
                || !STRUCTURE.matcher(line.substring(0, key.start())).matches()) {
            return stars(line, 0, line.length());
        }
        do {
            if (key.group(1) == null || !harmless.test(key.group(1))) {
                return stars(line, key.end(), line.length());
            }
        } while (key.find());
        return line;
    }

    /** The line with stars for what looks secret; the other line is the one whose value it may continue. */
    static String mask(String line, String above) {
        boolean aboveMayMatter = mayHaveKey(above);
        if (aboveMayMatter && TEXT.matcher(above).find()) {
            return stars(line, 0, line.length());
        }
        if (aboveMayMatter
                && BLOCK.matcher(above).find()
                && !SOURCE.matcher(line).matches()) {
            Matcher setting = SETTING.matcher(line);
            return stars(line, setting.matches() ? line.indexOf(':') + 1 : 0, line.length());
        }
        if (!mayHaveKey(line)) {
            return line;
        }
        String masked = line;
        for (Matcher secret = VALUE.matcher(line); secret.find(); ) {
            masked = stars(masked, secret.start(1), secret.end(1));
        }
        return masked;
    }

    /** Whether {@link #KEY} has any chance: every line of a file is asked, few have one, and patterns are slow to say no. */
    private static boolean mayHaveKey(String line) {
        for (int i = 0; i < line.length(); i++) {
            boolean word = switch (line.charAt(i)) {
                case 'v', 'V' -> line.regionMatches(true, i, "value", 0, 5);
                case 'p', 'P' -> line.regionMatches(true, i, "password", 0, 8);
                case 't', 'T' -> line.regionMatches(true, i, "token", 0, 5);
                default -> false;
            };
            if (word) {
                return true;
            }
        }
        return false;
    }

    private static String stars(String line, int from, int to) {
        StringBuilder masked = new StringBuilder(line);
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                masked.setCharAt(i, '*');
            }
        }
        return masked.toString();
    }
}
