package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.LoggingListener;
import dev.haloy.lock.LockStore;
import dev.haloy.lock.Locks;
import java.nio.file.Path;
import java.time.Duration;

/** Deploys from several processes of one machine, one after another, and logs it. */
public final class TakeTurns {
    private TakeTurns() {}

    /** Locks in a folder of the project. */
    public static void main(String... args) {
        System.exit(run(Haloy.load("haloy.yaml"), Path.of(".haloy/locks")).exitCode());
    }

    static DeployResult run(Project project, Path folder) {
        // tag::locks[]
        Project careful = project.withLocks(Locks.in(LockStore.in(folder)).waitAtMost(Duration.ofMinutes(5)))
                .onEachRun(LoggingListener.to(System.getLogger("deployments")));
        // end::locks[]
        return careful.allTargets().tryDeploy();
    }
}
