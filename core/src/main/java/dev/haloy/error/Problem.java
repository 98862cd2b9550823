package dev.haloy.error;

import java.util.Optional;

/**
 * One mistake, or one thing worth a warning, with the place where it was made.
 *
 * @param severity whether it stops the work
 * @param rule a short stable name of the rule that was broken, for tools
 * @param path the key it is about; the root for the file as a whole
 * @param message what is wrong, without the place
 * @param location where it stands, if the source has places
 * @param hint what to do about it, if there is something to say
 */
public record Problem(
        Severity severity,
        String rule,
        KeyPath path,
        String message,
        Optional<SourceLocation> location,
        Optional<String> hint) {

    private static final int MAX_SHOWN = 160;
    private static final int MAX_MESSAGE = 1_000;

    /** Whether a problem stops the work. */
    public enum Severity {
        /** Nothing is done. */
        ERROR,
        /** The work goes on. */
        WARNING
    }

    /** Whether it stops the work. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Place, message, excerpt with the mistake underlined, and hint, on several lines. What is very long is cut. */
    public String render() {
        StringBuilder text = new StringBuilder();
        location.ifPresent(at -> text.append(at).append("  "));
        if (!isError()) {
            text.append("warning: ");
        }
        if (!path.isRoot()) {
            text.append(shortened(path.toString(), MAX_SHOWN)).append(": ");
        }
        text.append(shortened(message, MAX_MESSAGE));
        location.filter(at -> !at.excerpt().isBlank()).ifPresent(at -> underline(text, at));
        hint.ifPresent(advice -> text.append("\n    ").append(advice));
        return text.toString();
    }

    /** Keys and quoted values may be as long as the file. */
    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    private static void underline(StringBuilder text, SourceLocation at) {
        String number = Integer.toString(at.line());
        int[] shown = at.excerpt().codePoints().limit(MAX_SHOWN).toArray();
        text.append("\n    ").append(number).append(" | ").append(new String(shown, 0, shown.length));
        int start = at.column() - 1;
        if (start < shown.length || shown.length < MAX_SHOWN) {
            text.append("\n    ").append(" ".repeat(number.length())).append(" | ");
            for (int i = 0; i < start; i++) {
                text.append(i < shown.length && shown[i] == '\t' ? '\t' : ' ');
            }
            text.append("^".repeat(Math.max(1, Math.min(at.length(), shown.length - start))));
        }
    }

    /** The same as {@link #render()}. */
    @Override
    public String toString() {
        return render();
    }
}
