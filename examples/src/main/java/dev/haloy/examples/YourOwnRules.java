package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployEvent.TargetFinished;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.OnFailure;
import dev.haloy.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Brings a policy, a source of secrets and a listener. */
public final class YourOwnRules {
    private YourOwnRules() {}

    /** Deploys with secrets from variables of the process. */
    public static void main(String... args) {
        System.exit(run(Haloy.load("haloy.yaml"), System.getenv()).exitCode());
    }

    static DeployResult run(Project project, Map<String, String> vault) {
        // tag::rules[]
        DeployPolicy patient = DeployPolicy.builder()
                .deadline(Duration.ofMinutes(5))
                .onFailure(OnFailure.KEEP_GOING)
                .build();
        DeployResult result = project.withPolicy(patient)
                .withSecrets(
                        "vault",
                        ref -> Optional.ofNullable(vault.get(ref.path())).map(Secret::of))
                .on(TargetFinished.class, e -> System.out.println(e.outcome().summary()))
                .allTargets()
                .tryDeploy();
        // end::rules[]
        return result;
    }
}
