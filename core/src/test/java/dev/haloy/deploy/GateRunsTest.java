package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateRunsTest {
    private static final String YAML = """
            name: shop
            image: "shop:v2"
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.example.org}]}
              us: {server: us.example.com, domains: [{domain: us.example.org}]}
            """;

    private final Rollout rollout = Rollout.of(YAML);
    private final EmbeddedHaloyd eu = rollout.server("eu.example.com");
    private final EmbeddedHaloyd us = rollout.server("us.example.com");

    private DeployResult deployWith(Gate... gates) {
        rollout.policy(inTwoWaves(gates));
        return rollout.deploy();
    }

    private static DeployPolicy inTwoWaves(Gate... gates) {
        return DeployPolicy.builder().waves("1", "rest").addGates(gates).build();
    }

    private static Outcome closed(String reason) {
        return new Outcome.Skipped(Reason.GATE_CLOSED, reason);
    }

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

    @Test
    void code_is_told_where_the_run_is_and_opens_the_gate() {
        try (rollout) {
            List<Gate.Context> asked = new ArrayList<>();

            DeployResult result = deployWith(Gate.when("errors", context -> {
                asked.add(context);
                return true;
            }));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(asked).singleElement().satisfies(context -> {
                assertThat(context.wave()).isEqualTo(1);
                assertThat(context.waves()).isEqualTo(2);
                assertThat(context.next()).containsExactly("us");
                assertThat(context.results()).extracting(TargetResult::target).containsExactly("eu");
                assertThat(context.results()).allMatch(TargetResult::isDeployed);
            });
        }
    }

    @Test
    void a_refusal_leaves_the_other_targets_unstarted_and_says_why() {
        try (rollout) {
            DeployResult result = deployWith(Gate.asking(
                    "errors", context -> CompletableFuture.completedFuture(Gate.Answer.refuse("2 % errors"))));

            assertThat(result.target("eu").isDeployed()).isTrue();
            assertThat(result.target("us").outcome()).isEqualTo(closed("gate 'errors': 2 % errors"));
            assertThat(result.runProblems()).containsExactly("the gate 'errors' after wave 1 did not open: 2 % errors");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(rollout.requests("us.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void all_or_nothing_takes_back_when_a_gate_stays_closed() {
        try (rollout) {
            eu.app("shop").running("v1", 1, "eu.example.org");
            us.app("shop").running("v1", 1, "us.example.org");
            rollout.policy(DeployPolicy.builder(inTwoWaves(Gate.when("errors", context -> false)))
                    .onFailure(OnFailure.ROLL_BACK_ALL)
                    .build());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(result.target("us").outcome()).isEqualTo(closed("gate 'errors': the answer was no"));
            assertThat(result.isUniform()).isTrue();
        }
    }

    @Test
    void code_that_breaks_or_answers_too_late_refuses() {
        try (rollout) {
            DeployResult broken = deployWith(Gate.when("errors", context -> {
                throw new IllegalStateException("no metrics");
            }));
            CompletableFuture<Gate.Answer> never = new CompletableFuture<>();
            DeployResult late =
                    deployWith(Gate.asking("people", context -> never).within(Duration.ofSeconds(90)));

            assertThat(broken.target("us").outcome())
                    .isEqualTo(closed("gate 'errors': it could not be asked: no metrics"));
            assertThat(late.target("us").outcome()).isEqualTo(closed("gate 'people': it has not opened within 90 s"));
            assertThat(never).isCancelled();
        }
    }

    @Test
    void a_command_opens_by_its_exit_status_and_sees_no_secret() {
        try (rollout) {
            rollout.yaml(YAML + "env: [{name: PASSWORD, from: {env: SHOP_PASSWORD}}]\n")
                    .variables(Map.of("SHOP_PASSWORD", "hush-4711", "PLAIN", "yes"));
            rollout.processes.print("smoke.sh --all", "password is hush-4711");

            DeployResult result = deployWith(Gate.command("smoke.sh --all"));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(rollout.processes.commands()).containsExactly("smoke.sh --all");
            assertThat(rollout.processes.started.get(0).environment())
                    .containsEntry("PLAIN", "yes")
                    .containsEntry("HALOY_WAVE", "1")
                    .containsEntry("HALOY_WAVES", "2")
                    .containsEntry("HALOY_TARGETS", "eu")
                    .containsEntry("HALOY_NEXT_TARGETS", "us")
                    .doesNotContainValue("hush-4711");
            assertThat(rollout.events.toString()).contains("password is").doesNotContain("hush-4711");
        }
    }

    @Test
    void a_command_that_fails_or_hangs_refuses() {
        try (rollout) {
            rollout.processes.fail("smoke.sh", 3).last("slow.sh", Duration.ofHours(2));

            assertThat(deployWith(Gate.command("smoke.sh")).target("us").outcome())
                    .isEqualTo(closed("gate 'command smoke.sh': it ended with exit status 3"));
            assertThat(deployWith(Gate.command("slow.sh")).target("us").outcome())
                    .isEqualTo(closed("gate 'command slow.sh': it has not opened within 1800 s"));
            assertThat(rollout.processes.killed).containsExactly("slow.sh");
        }
    }

    @Test
    void an_address_opens_when_its_answer_was_good_often_enough_in_a_row() {
        try (rollout) {
            DeployResult result = deployWith(Gate.http(URI.create("https://eu.example.com/health"))
                    .times(3)
                    .every(Duration.ofSeconds(5)));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(rollout.requests("eu.example.com")).containsEntry("GET /health", 3);
            assertThat(started("us"))
                    .isBetween(finished("eu").plusSeconds(10), finished("eu").plusSeconds(11));
        }
    }

    @Test
    void an_address_that_is_never_good_refuses_with_its_last_answer() {
        try (rollout) {
            DeployResult result = deployWith(Gate.http(URI.create("https://eu.example.com/nowhere?key=hush"))
                    .within(Duration.ofSeconds(30)));

            assertThat(result.target("us").outcome())
                    .isEqualTo(closed("gate 'http eu.example.com/nowhere': it has not opened within 30 s;"
                            + " what it gave last: status 404"));
        }
    }

    @Test
    void time_to_soak_passes() {
        try (rollout) {
            DeployResult result = deployWith(Gate.soak(Duration.ofMinutes(5)));

            assertThat(result.isDone()).isTrue();
            assertThat(Duration.between(finished("eu"), started("us"))).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void gates_are_asked_one_after_another_and_told_by_start_and_end() {
        try (rollout) {
            deployWith(
                    Gate.soak(Duration.ofSeconds(30)), Gate.when("errors", context -> false), Gate.command("never.sh"));

            assertThat(rollout.told(DeployEvent.GateStarted.class))
                    .extracting(DeployEvent.GateStarted::wave, DeployEvent.GateStarted::gate)
                    .containsExactly(tuple(1, "wait 30 s"), tuple(1, "errors"));
            assertThat(rollout.told(DeployEvent.GateFinished.class))
                    .extracting(DeployEvent.GateFinished::gate, DeployEvent.GateFinished::problem)
                    .containsExactly(
                            tuple("wait 30 s", Optional.empty()), tuple("errors", Optional.of("the answer was no")));
            assertThat(rollout.processes.started).isEmpty();
        }
    }

    @Test
    void after_a_failure_no_gate_is_asked() {
        try (rollout) {
            eu.app("shop").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = deployWith(Gate.command("smoke.sh"));

            assertThat(result.target("us").outcome()).isEqualTo(new Outcome.Skipped(Reason.STOPPED_EARLY));
            assertThat(rollout.processes.started).isEmpty();
        }
    }

    @Test
    void the_limit_of_the_run_and_cancelling_end_a_gate() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder(inTwoWaves(Gate.command("slow.sh")))
                    .runDeadline(Duration.ofMinutes(1))
                    .build());
            rollout.processes.last("slow.sh", Duration.ofHours(2));

            DeployResult result = rollout.deploy();

            assertThat(result.target("us").outcome()).isEqualTo(new Outcome.Skipped(Reason.OUT_OF_TIME));
            assertThat(rollout.processes.killed).containsExactly("slow.sh");

            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(50));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));

            assertThat(rollout.processes.killed).containsExactly("slow.sh", "slow.sh");
        }
    }

    @Test
    void an_open_gate_stays_open_and_one_under_way_is_asked_again_when_a_run_is_gone_on_with() {
        try (rollout) {
            rollout.processes.last("slow.sh", Duration.ofMinutes(2));
            rollout.policy(inTwoWaves(Gate.command("first.sh"), Gate.command("slow.sh")));
            var run = rollout.start();
            rollout.time.advance(Duration.ofMinutes(1));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            String runId = rollout.world.runs().runIds().get(0);
            assertThat(rollout.processes.commands()).containsExactly("first.sh", "slow.sh");

            DeployResult result = rollout.world.await(rollout.deployer().resume(rollout.request(), runId));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(rollout.processes.commands()).containsExactly("first.sh", "slow.sh", "slow.sh");
        }
    }

    @Test
    void a_run_is_not_gone_on_with_past_gates_that_were_not_given_again() {
        try (rollout) {
            rollout.processes.last("slow.sh", Duration.ofMinutes(2));
            rollout.policy(inTwoWaves(Gate.command("slow.sh")));
            var run = rollout.start();
            rollout.time.advance(Duration.ofMinutes(1));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            String runId = rollout.world.runs().runIds().get(0);
            rollout.policy(DeployPolicy.ofDefaults());

            assertThatThrownBy(() -> rollout.deployer().resume(rollout.request(), runId))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("waits between its waves for the gates [command slow.sh]");
        }
    }

    @Test
    void a_gate_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Gate.soak(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Gate.http(URI.create("ftp://example.com")))
                .hasMessageContaining("http:// and https://");
        assertThatThrownBy(() -> Gate.http(URI.create("http://example.com")).times(0))
                .hasMessageContaining("at least once");
        assertThatThrownBy(() -> Gate.command("x").within(Duration.ofSeconds(-1)))
                .hasMessageContaining("must be positive");
    }
}
