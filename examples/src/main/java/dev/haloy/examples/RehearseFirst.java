package dev.haloy.examples;

import static dev.haloy.testkit.Property.always;

import dev.haloy.Haloy;
import dev.haloy.Selection;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Plan;
import dev.haloy.testkit.Faults;
import dev.haloy.testkit.Rehearsal;
import dev.haloy.testkit.RehearsalReport;
import java.util.Optional;

/** Rehearses a rollout from what runs now, two hundred times with trouble, and deploys if nothing came to light. */
public final class RehearseFirst {
    private RehearseFirst() {}

    /** Rehearses and deploys everything, and prints what both showed. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml").allTargets()).ifPresent(System.out::println);
    }

    static Optional<DeployResult> run(Selection targets) {
        // tag::rehearse[]
        Plan plan = targets.plan();
        RehearsalReport report = Rehearsal.of(targets)
                .startingFrom(plan)
                .runs(200)
                .seed(42)
                .faults(Faults.lostReplies().and(Faults.slowHealthChecks()))
                .require(always(run -> run.healthyFraction() >= 0.5).as("half of it works"))
                .run();
        System.out.println(report);
        // end::rehearse[]
        return report.isGood() ? Optional.of(plan.deploy()) : Optional.empty();
    }
}
