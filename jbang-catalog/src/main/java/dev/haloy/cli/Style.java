package dev.haloy.cli;

import dev.haloy.world.Environment;
import java.nio.charset.Charset;

/**
 * How text looks: with or without colour, with or without symbols beyond ASCII.
 *
 * @param colour whether escape sequences may be written
 * @param symbols whether the stream's character set has the symbols
 */
record Style(boolean colour, boolean symbols) {
    /** Lines without any decoration. */
    static final Style PLAIN = new Style(false, false);

    /** What suits a stream: {@code NO_COLOR}, {@code CLICOLOR_FORCE}, {@code CLICOLOR}, {@code CI} and {@code TERM} have a say. */
    static Style of(boolean isTerminal, Charset charset, Environment environment) {
        boolean forced = environment
                .variable("CLICOLOR_FORCE")
                .filter(value -> !value.equals("0"))
                .isPresent();
        boolean refused = environment.variable("NO_COLOR").isPresent()
                || (!forced
                        && environment.variable("CLICOLOR").filter("0"::equals).isPresent());
        boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent()
                || environment.variable("CI").isPresent();
        return new Style(
                !refused && (forced || (isTerminal && !dumb)),
                charset.newEncoder().canEncode('✔'));
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

    /** What stands in an empty cell. */
    String dash() {
        return symbols ? "–" : "-";
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
