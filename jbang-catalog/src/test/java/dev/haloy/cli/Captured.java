package dev.haloy.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A console that keeps what was printed. */
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    private Captured(Style style, boolean live, String input, Optional<Console.Prompt> prompt) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                style,
                style,
                live,
                false,
                prompt);
    }

    static Captured plain() {
        return new Captured(Style.PLAIN, false, "", Optional.empty());
    }

    static Captured typing(String input) {
        return new Captured(Style.PLAIN, false, input, Optional.empty());
    }

    static Captured terminal() {
        return new Captured(new Style(true, true), true, "", Optional.empty());
    }

    /** A pipe as wide as a terminal. */
    static Captured wide(int columns) {
        return new Captured(new Style(false, false, () -> columns), false, "", Optional.empty());
    }

    static Captured narrowTerminal(int columns) {
        return new Captured(new Style(true, true, () -> columns), true, "", Optional.empty());
    }

    static Captured person(String answer) {
        return new Captured(Style.PLAIN, false, answer + "\n", Optional.of(question -> answer));
    }

    Console console() {
        return console;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String everything() {
        return out() + err();
    }
}
