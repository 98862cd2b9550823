package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Hook;
import java.util.function.Consumer;

/** Does something of one's own around each deployment. */
public final class HooksInCode {
    private HooksInCode() {}

    /** Prints what a real program would do. */
    public static void main(String... args) {
        Consumer<String> backups = target -> System.out.println("backing up " + target);
        System.exit(run(Haloy.load("haloy.yaml"), backups, System.err::println).exitCode());
    }

    static DeployResult run(Project project, Consumer<String> backups, Consumer<String> pager) {
        // tag::hooks[]
        Project careful = project.withHook(Hook.preDeploy("back up", at -> backups.accept(at.target()))
                        .only("production"))
                .withHook(Hook.onFailure(
                        "page",
                        at -> pager.accept(at.target() + ": " + at.outcome().summary())));
        // end::hooks[]
        return careful.allTargets().tryDeploy();
    }
}
