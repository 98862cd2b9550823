package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Gate;
import dev.haloy.deploy.OnFailure;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Deploys to one target first, and to the others when it has worked for a while and few requests fail. */
public final class InWaves {
    private InWaves() {}

    /** Deploys, with a source of metrics of your own. */
    public static void main(String... args) {
        System.exit(run(Haloy.load("haloy.yaml"), () -> 0).exitCode());
    }

    static DeployResult run(Project project, DoubleSupplier errorRate) {
        DeployPolicy careful = DeployPolicy.builder()
                .waves("1", "30%", "rest")
                .addGates(
                        Gate.soak(Duration.ofMinutes(5)),
                        Gate.when("error rate", context -> errorRate.getAsDouble() < 0.01))
                .onFailure(OnFailure.ROLL_BACK_ALL)
                .allowFirstDeployments(true)
                .runDeadline(Duration.ofHours(2))
                .build();
        return project.withPolicy(careful).allTargets().tryDeploy();
    }
}
