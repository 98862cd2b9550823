package dev.haloy.cli;

import dev.haloy.client.ContainerLine;
import dev.haloy.operate.LogListener;
import java.util.List;
import java.util.Optional;

/** Prints what containers print: the target in front if there are several, the container if all are shown. */
final class LogLines implements LogListener {
    private final Screen screen;
    private final Style style;
    private final boolean targets;
    private final boolean containers;
    private final boolean raw;
    private final int width;

    LogLines(Console console, List<String> keys, boolean containers, boolean raw) {
        this.width = keys.stream().mapToInt(String::length).max().orElse(0);
        this.screen = new Screen(console, width);
        this.style = console.outStyle();
        this.targets = keys.size() > 1;
        this.containers = containers;
        this.raw = raw;
    }

    @Override
    public void line(String target, ContainerLine line) {
        screen.print(List.of(raw ? line.line() : decorated(target, line)));
    }

    private String decorated(String target, ContainerLine line) {
        String padding = " ".repeat(width - target.length());
        return (targets ? style.bold(Visible.line(target)) + padding + "  " : "")
                + (containers ? "[" + Visible.line(line.shortId()) + "] " : "")
                + Visible.line(line.line());
    }

    @Override
    public void interrupted(String target, String why) {
        screen.print(ProgressLine.of(Style.Tone.WARNING, Optional.of(target), why + "; trying again"));
    }

    @Override
    public void ended(String target, Optional<String> problem) {
        problem.ifPresent(why -> ProgressLine.block(
                        Style.Tone.ERROR, Optional.of(target), why.lines().toList())
                .forEach(screen::print));
    }
}
