package dev.haloy.cli;

import dev.haloy.world.Environment;
import java.nio.charset.Charset;
import java.util.function.IntSupplier;

/**
 * How text looks: with or without colour, with or without symbols beyond ASCII, and how wide it may be.
 *
 * @param colour whether escape sequences may be written
 * @param symbols whether the stream's character set has the symbols
 * @param width how many columns a line may take; a pipe has as many as one likes
 */
record Style(boolean colour, boolean symbols, IntSupplier width) {
    /** Lines without any decoration. */
    static final Style PLAIN = new Style(false, false);

    /** A style without an end of the line. */
    Style(boolean colour, boolean symbols) {
        this(colour, symbols, Style::endless);
    }

    private static int endless() {
        return Integer.MAX_VALUE;
    }

    /** What suits a stream: {@code NO_COLOR}, {@code CLICOLOR_FORCE}, {@code CLICOLOR}, {@code CI} and {@code TERM} have a say. */
    static Style of(boolean isTerminal, Charset charset, Environment environment) {
        boolean forced = environment
                .variable("CLICOLOR_FORCE")
                .filter(value -> !value.equals("0"))
                .isPresent();
        boolean refused = environment.variable("NO_COLOR").isPresent()
                || (!forced
                        && environment.variable("CLICOLOR").filter("0"::equals).isPresent());
        boolean able = isTerminal && canRewrite(environment);
        return new Style(
                !refused && (forced || able),
                charset.newEncoder().canEncode('✔'),
                isTerminal ? Terminal.columns() : Style::endless);
    }

    /** Whether a terminal can do more than print one line after the other. */
    static boolean canRewrite(Environment environment) {
        boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent();
        return !dumb && environment.variable("CI").isEmpty();
    }

    /** What a line is, and with it its symbol and colour. */
    enum Tone {
        /** Something goes on. */
        INFO("●", "-", "34"),
        /** Something ended well. */
        SUCCESS("✔", "+", "32"),
        /** Something a person should know. */
        WARNING("⚠", "!", "33"),
        /** Something failed. */
        ERROR("✖", "x", "31"),
        /** Nobody knows. */
        UNKNOWN("?", "?", "35"),
        /** What somebody else printed. */
        OUTPUT("│", "|", "90"),
        /** Not worth looking at. */
        QUIET("·", ".", "90");

        private final String symbol;
        private final String ascii;
        private final String code;

        Tone(String symbol, String ascii, String code) {
            this.symbol = symbol;
            this.ascii = ascii;
            this.code = code;
        }

        /** Whether such lines belong on standard error. */
        boolean isTrouble() {
            return this == WARNING || this == ERROR || this == UNKNOWN;
        }
    }

    String mark(Tone tone) {
        return paint(tone.code, symbols ? tone.symbol : tone.ascii);
    }

    String in(Tone tone, String text) {
        return paint(tone.code, text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("90", text);
    }

    /** How many columns a line may take. */
    int columns() {
        return width.getAsInt();
    }

    /** As much of a text as a line holds, and a sign that something is missing. */
    String fit(String text) {
        int columns = columns() - 1;
        if (Words.length(text) <= columns) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns - 1))) + (symbols ? "…" : "~");
    }

    /** What stands in an empty cell. */
    String dash() {
        return symbols ? "–" : "-";
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
