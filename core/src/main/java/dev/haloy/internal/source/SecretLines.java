package dev.haloy.internal.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses from the text alone what is secret in a line. Where a file has a syntax error there is no tree to tell, and the line
 * with the error is often the one with the password.
 */
final class SecretLines {
    private static final String KEY = "(?i)[\"']?\\b(?:value|password|api_?token|token)\\b[\"']?\\s*[:=]";
    private static final Pattern VALUE =
            Pattern.compile(KEY + "\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^']|'')*+'|[\"'].*+|(?![{\\[&*|>])[^,}\\]]*+)");
    private static final Pattern BLOCK = Pattern.compile(KEY + "\\s*$");
    private static final Pattern TEXT = Pattern.compile(KEY + "\\s*[^\\s{\\[]");
    private static final Pattern SETTING = Pattern.compile("^[\\s-]*[\\w\"'-]+\\s*:(\\s.*)?$");
    private static final Pattern SOURCE = Pattern.compile("^\\s*[\"']?(?:from|env|secret)\\b.*");

    private SecretLines() {}

    /** The line with stars for what looks secret; the other line is the one whose value it may continue. */
    static String mask(String line, String above) {
        if (TEXT.matcher(above).find()) {
            return stars(line, 0, line.length());
        }
        if (BLOCK.matcher(above).find() && !SOURCE.matcher(line).matches()) {
            Matcher setting = SETTING.matcher(line);
            return stars(line, setting.matches() ? line.indexOf(':') + 1 : 0, line.length());
        }
        String masked = line;
        for (Matcher secret = VALUE.matcher(line); secret.find(); ) {
            masked = stars(masked, secret.start(1), secret.end(1));
        }
        return masked;
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
