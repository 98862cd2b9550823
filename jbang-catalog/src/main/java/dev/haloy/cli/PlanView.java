package dev.haloy.cli;

import dev.haloy.deploy.Plan;
import java.util.Optional;

/** A plan for people: a block of lines for each target, and what stands in the way. */
final class PlanView {
    private final Screen screen;

    PlanView(Console console) {
        this.screen = new Screen(console, 0);
    }

    void show(Plan plan) {
        for (Plan.Step step : plan.steps()) {
            screen.print(step.toString().lines().map(Visible::line).toList());
        }
        screen.print(plan.waveLines().stream().map(Visible::line).toList());
        for (String obstacle : plan.obstacles()) {
            ProgressLine.block(
                            Style.Tone.ERROR, Optional.empty(), obstacle.lines().toList())
                    .forEach(screen::print);
        }
    }
}
