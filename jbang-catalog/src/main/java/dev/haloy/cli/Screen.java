package dev.haloy.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Prints lines, and on a terminal keeps a few lines below them that are rewritten in place. Safe for use by several threads.
 */
final class Screen {
    private static final String ERASE_BELOW = "\r\u001b[J";
    private static final String UP = "\u001b[A";
    private static final int LEAST_TEXT = 20;

    private final Console console;
    private final int prefixWidth;
    private int shown;

    /** A screen on which names of up to this length stand in front of lines. */
    Screen(Console console, int prefixWidth) {
        this.console = console;
        this.prefixWidth = prefixWidth;
    }

    synchronized void print(ProgressLine line) {
        print(line, "");
    }

    /** Prints a line with something in front of it, such as a time. */
    synchronized void print(ProgressLine line, String stamp) {
        erase();
        boolean trouble = line.isTrouble();
        PrintStream stream = trouble ? console.err() : console.out();
        Style style = trouble ? console.errStyle() : console.outStyle();
        int indent =
                Words.length(stamp) + 2 + line.target().map(this::prefixLength).orElse(0);
        int room = style.columns() - indent;
        List<String> parts = room < LEAST_TEXT ? List.of(line.text()) : Words.wrapped(line.text(), room);
        String before = style.dim(stamp) + style.mark(line.tone()) + " " + prefix(line.target(), style);
        for (String part : parts) {
            stream.println(before + body(line.tone(), part, style));
            before = " ".repeat(indent);
        }
        stream.flush();
    }

    synchronized void print(List<String> lines) {
        erase();
        lines.forEach(console.out()::println);
        console.out().flush();
    }

    /** Shows what goes on, in place of what was shown before; does nothing where lines cannot be rewritten. */
    synchronized void status(List<String> lines) {
        if (!console.live() || lines.isEmpty()) {
            erase();
            return;
        }
        Style style = console.errStyle();
        StringBuilder text = new StringBuilder(backToTop());
        for (int i = 0; i < lines.size(); i++) {
            String line = style.fit(Visible.line(lines.get(i)));
            text.append(i == 0 ? "" : "\n").append(style.dim(line));
        }
        console.err().print(text);
        console.err().flush();
        shown = lines.size();
    }

    /** Takes the lines that are rewritten away. */
    synchronized void erase() {
        if (shown > 0) {
            console.err().print(backToTop());
            console.err().flush();
            shown = 0;
        }
    }

    private String backToTop() {
        return (shown > 1 ? UP.repeat(shown - 1) : "") + ERASE_BELOW;
    }

    private int prefixLength(String target) {
        return Math.max(prefixWidth, Words.length(target)) + 2;
    }

    private String prefix(Optional<String> target, Style style) {
        return target.map(name -> style.bold(name) + " ".repeat(prefixLength(name) - Words.length(name)))
                .orElse("");
    }

    private static String body(Style.Tone tone, String text, Style style) {
        return switch (tone) {
            case OUTPUT, QUIET -> style.dim(text);
            default -> text;
        };
    }
}
