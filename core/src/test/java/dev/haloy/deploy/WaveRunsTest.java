package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaveRunsTest {
    private static final String YAML = """
            name: shop
            image: "shop:v2"
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.example.org}]}
              us: {server: us.example.com, domains: [{domain: us.example.org}]}
              asia: {server: asia.example.com, domains: [{domain: asia.example.org}]}
              late: {server: eu.example.com, name: late}
            """;

    private final Rollout rollout =
            Rollout.of(YAML).policy(DeployPolicy.builder().waves("1", "30%").build());
    private final EmbeddedHaloyd eu = rollout.server("eu.example.com");
    private final EmbeddedHaloyd us = rollout.server("us.example.com");
    private final EmbeddedHaloyd asia = rollout.server("asia.example.com");

    private Instant started(String target) {
        return rollout.told(DeployEvent.TargetStarted.class)
                .filter(event -> event.target().equals(Optional.of(target)))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private Instant finished(String target) {
        return rollout.told(DeployEvent.TargetFinished.class)
                .filter(event -> event.target().equals(Optional.of(target)))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static long posts(EmbeddedHaloyd server) {
        return server.requests().stream()
                .map(ReceivedRequest::method)
                .filter("POST"::equals)
                .count();
    }

    @Test
    void a_wave_starts_when_the_one_before_is_settled() {
        try (rollout) {
            DeployResult result = rollout.deploy();

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(started("us")).isAfterOrEqualTo(finished("eu"));
            assertThat(started("asia")).isEqualTo(started("us"));
            assertThat(started("late")).isAfterOrEqualTo(finished("us")).isAfterOrEqualTo(finished("asia"));
        }
    }

    @Test
    void waves_are_told_by_start_and_end() {
        try (rollout) {
            rollout.deploy();

            assertThat(rollout.told(DeployEvent.WaveStarted.class))
                    .extracting(DeployEvent.WaveStarted::wave, DeployEvent.WaveStarted::targets)
                    .containsExactly(
                            tuple(1, List.of("eu")), tuple(2, List.of("us", "asia")), tuple(3, List.of("late")));
            assertThat(rollout.told(DeployEvent.WaveFinished.class))
                    .extracting(DeployEvent.WaveFinished::wave, DeployEvent.WaveFinished::troubled)
                    .containsExactly(tuple(1, List.of()), tuple(2, List.of()), tuple(3, List.of()));
        }
    }

    @Test
    void without_waves_nothing_is_said_of_them() {
        try (rollout) {
            rollout.policy(DeployPolicy.ofDefaults()).deploy();

            assertThat(rollout.events).noneMatch(DeployEvent.WaveStarted.class::isInstance);
            assertThat(started("us")).isEqualTo(started("eu"));
        }
    }

    @Test
    void after_a_failure_the_next_wave_does_not_start() {
        try (rollout) {
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = rollout.deploy();

            assertThat(result.target("asia").isDeployed()).isTrue();
            assertThat(result.target("late").outcome()).isEqualTo(new Outcome.Skipped(Reason.STOPPED_EARLY));
            assertThat(posts(eu)).isEqualTo(1);
        }
    }

    @Test
    void whoever_keeps_going_goes_on_with_the_next_wave_after_a_failure() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder()
                    .waves("1", "rest")
                    .onFailure(OnFailure.KEEP_GOING)
                    .build());
            eu.app("shop").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(result.target("late").isDeployed()).isTrue();
            assertThat(started("us")).isAfterOrEqualTo(finished("eu"));
        }
    }

    @Test
    void all_or_nothing_takes_back_the_waves_before() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder()
                    .waves("1", "2", "rest")
                    .onFailure(OnFailure.ROLL_BACK_ALL)
                    .build());
            eu.app("shop").running("v1", 1, "eu.example.org");
            us.app("shop").running("v1", 1, "us.example.org");
            asia.app("shop").running("v1", 1, "asia.example.org").nextDeployment(Behaviour.failsHealthCheck());
            eu.app("late").running("v1", 1);

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(result.target("us").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(result.target("late").outcome()).isEqualTo(new Outcome.Skipped(Reason.STOPPED_EARLY));
            assertThat(result.isUniform()).isTrue();
        }
    }

    @Test
    void a_plan_names_the_targets_of_each_wave() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder(rollout.policy())
                    .addGates(Gate.command("smoke.sh --all"))
                    .build());
            Plan plan = rollout.plan();

            assertThat(plan.waves()).containsExactly(List.of("eu"), List.of("us", "asia"), List.of("late"));
            assertThat(plan.toString())
                    .endsWith("in 3 waves:\n  1  eu\n  2  us, asia\n  3  late\n  between them: command smoke.sh");
        }
    }
}
