package dev.haloy.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Prints lines, and on a terminal keeps one status line below them that is rewritten in place. Safe for use by several
 * threads.
 */
final class Screen {
    private static final String ERASE = "\r\u001b[K";
    private static final int STATUS_WIDTH = 79;

    private final Console console;
    private final int prefixWidth;
    private boolean statusShown;

    /** A screen on which names of up to this length stand in front of lines. */
    Screen(Console console, int prefixWidth) {
        this.console = console;
        this.prefixWidth = prefixWidth;
    }

    synchronized void print(ProgressLine line) {
        erase();
        boolean trouble = line.isTrouble();
        PrintStream stream = trouble ? console.err() : console.out();
        Style style = trouble ? console.errStyle() : console.outStyle();
        stream.println(style.mark(line.tone()) + " " + prefix(line.target(), style) + body(line, style));
        stream.flush();
    }

    synchronized void print(List<String> lines) {
        erase();
        lines.forEach(console.out()::println);
        console.out().flush();
    }

    /** Shows what goes on, in place of what was shown before; does nothing where lines cannot be rewritten. */
    synchronized void status(String text) {
        if (!console.live()) {
            return;
        }
        String shown = Visible.line(text);
        int end = Math.min(shown.length(), STATUS_WIDTH);
        console.err().print(ERASE + console.errStyle().dim(shown.substring(0, end)));
        console.err().flush();
        statusShown = true;
    }

    /** Takes the status line away. */
    synchronized void erase() {
        if (statusShown) {
            console.err().print(ERASE);
            console.err().flush();
            statusShown = false;
        }
    }

    private String prefix(Optional<String> target, Style style) {
        return target.map(name -> style.bold(name) + " ".repeat(Math.max(0, prefixWidth - name.length())) + "  ")
                .orElse("");
    }

    private static String body(ProgressLine line, Style style) {
        return switch (line.tone()) {
            case OUTPUT, QUIET -> style.dim(line.text());
            default -> line.text();
        };
    }
}
