package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.verdict.Outcome;

/** Deploys everything and looks at each target's own verdict. */
public final class DeployAllTargets {
    private DeployAllTargets() {}

    /** Deploys and ends with the run's exit status. */
    public static void main(String... args) {
        System.exit(run(Haloy.load("haloy.yaml")).exitCode());
    }

    static DeployResult run(Project project) {
        // tag::verdicts[]
        DeployResult result = project.allTargets().tryDeploy();
        for (TargetResult target : result.targets()) {
            if (target.outcome() instanceof Outcome.Deployed deployed) {
                System.out.println(target.target() + " runs " + deployed.id());
            } else if (target.outcome() instanceof Outcome.Unknown unknown) {
                System.out.println(target.target() + ": " + unknown.howToFindOut());
            } else {
                System.out.println(target.target() + ": " + target.outcome().summary());
            }
        }
        // end::verdicts[]
        return result;
    }
}
