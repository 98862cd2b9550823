package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstDeploymentsTest {
    private static final String YAML = """
            name: shop
            image: "shop:v2"
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.example.org}]}
              us: {server: us.example.com, domains: [{domain: us.example.org}]}
            """;

    private final Rollout rollout = Rollout.of(YAML)
            .policy(DeployPolicy.builder()
                    .onFailure(OnFailure.ROLL_BACK_ALL)
                    .allowFirstDeployments(true)
                    .build());
    private final EmbeddedHaloyd eu = rollout.server("eu.example.com");
    private final EmbeddedHaloyd us = rollout.server("us.example.com");

    @BeforeEach
    void only_us_runs_an_old_version() {
        us.app("shop").running("v1", 1, "us.example.org");
    }

    @Test
    void without_permission_they_are_refused_before_anything_is_sent() {
        try (rollout) {
            rollout.policy(
                    DeployPolicy.builder().onFailure(OnFailure.ROLL_BACK_ALL).build());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome().summary()).contains("nothing of it runs on eu.example.com yet");
            assertThat(rollout.requests("us.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void they_are_removed_again_when_the_run_fails() {
        try (rollout) {
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.Removed.class);
            assertThat(result.target("eu").version()).isEqualTo(TargetResult.Version.OLD);
            assertThat(eu.containers("shop")).isEmpty();
            assertThat(result.isUniform()).as(result.toString()).isTrue();
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void they_stay_when_the_run_succeeds() {
        try (rollout) {
            assertThat(rollout.deploy().isDone()).isTrue();
            assertThat(eu.running("shop")).isPresent();
        }
    }

    @Test
    void one_that_left_nothing_behind_is_not_removed() {
        try (rollout) {
            eu.app("shop").nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(eu.containers("shop")).isEmpty();
        }
    }

    @Test
    void what_somebody_else_has_deployed_meanwhile_is_not_removed() {
        try (rollout) {
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            rollout.onEvent = event -> {
                if (event instanceof DeployEvent.TargetFinished finished
                        && finished.outcome() instanceof Outcome.Deployed) {
                    eu.app("shop").runningAs("7zzzzzzzzzzzzzzzzzzzzzzzzz", "v9", 1, "eu.example.org");
                }
            };

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome().summary()).contains("somebody else has deployed");
            assertThat(eu.running("shop")).isPresent();
        }
    }

    @Test
    void a_server_that_is_gone_leaves_it_unknown_whether_it_was_removed() {
        try (rollout) {
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            rollout.policy(DeployPolicy.builder(rollout.policy())
                    .deadline(Duration.ofMinutes(2))
                    .build());
            rollout.onEvent = event -> {
                if (event instanceof DeployEvent.TargetFinished finished
                        && finished.outcome() instanceof Outcome.Deployed) {
                    eu.restart(Duration.ofHours(3));
                }
            };

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome())
                    .isNotInstanceOf(Outcome.Removed.class)
                    .isNotInstanceOf(Outcome.Deployed.class);
            assertThat(result.inconsistency()).isPresent();
        }
    }
}
