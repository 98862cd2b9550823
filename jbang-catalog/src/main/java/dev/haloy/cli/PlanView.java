package dev.haloy.cli;

import dev.haloy.deploy.Plan;
import java.util.List;
import java.util.Optional;

/** A plan for people: a block of lines for each target, and what stands in the way. */
final class PlanView {
    /** Where the text of a line begins, behind a word such as {@code now}. */
    private static final int INDENT = 8;

    private static final int LEAST_TEXT = 20;

    private final Screen screen;
    private final int columns;

    PlanView(Console console) {
        this.screen = new Screen(console, 0);
        this.columns = console.outStyle().columns();
    }

    void show(Plan plan) {
        for (Plan.Step step : plan.steps()) {
            screen.print(
                    step.toString().lines().map(Visible::line).map(this::fitted).toList());
        }
        screen.print(plan.waveLines().stream().map(Visible::line).toList());
        for (String obstacle : plan.obstacles()) {
            ProgressLine.block(
                            Style.Tone.ERROR, Optional.empty(), obstacle.lines().toList())
                    .forEach(screen::print);
        }
    }

    private String fitted(String line) {
        boolean indented = line.startsWith("  ") && line.length() > INDENT;
        if (!indented || columns - INDENT < LEAST_TEXT) {
            return line;
        }
        List<String> parts = Words.wrapped(line.substring(INDENT), columns - INDENT);
        String following = "\n" + " ".repeat(INDENT);
        return line.substring(0, INDENT) + String.join(following, parts);
    }
}
