package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.operate.TargetStatus;
import java.util.List;

/** Asks the servers what they run. */
public final class AskForStatus {
    private AskForStatus() {}

    /** Prints a line per target. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml"));
    }

    static List<TargetStatus> run(Project project) {
        // tag::status[]
        List<TargetStatus> status = project.allTargets().status();
        status.forEach(System.out::println);
        // end::status[]
        return status;
    }
}
