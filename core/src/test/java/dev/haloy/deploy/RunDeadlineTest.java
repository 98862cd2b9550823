package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TWO = """
            image: "shop:v2"
            server: prod.example.com
            global_post_deploy: [announce]
            targets:
              web: {domains: [{domain: web.example.com}]}
              api: {domains: [{domain: api.example.com}]}
            """;

    private final Rollout rollout = Rollout.of(TWO).policy(limited(OnFailure.STOP_STARTING));
    private final EmbeddedHaloyd prod = rollout.server("prod.example.com");

    private static DeployPolicy limited(OnFailure reaction) {
        return DeployPolicy.builder().runDeadline(LIMIT).onFailure(reaction).build();
    }

    private static DeployPolicy limited(Duration limit) {
        return DeployPolicy.builder().runDeadline(limit).build();
    }

    private Instant began() {
        return rollout.told(DeployEvent.RunStarted.class)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private Instant ended() {
        return rollout.told(DeployEvent.RunFinished.class)
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void what_was_not_sent_in_time_is_not_sent_any_more() {
        try (rollout) {
            prod.app("web").everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(1)));
            prod.app("web").running("v1", 1, "web.example.com");
            rollout.policy(
                    DeployPolicy.builder().runDeadline(Duration.ofSeconds(12)).build());

            DeployResult result = rollout.deploy();

            assertThat(result.target("api").outcome()).isEqualTo(new Outcome.Skipped(Reason.OUT_OF_TIME));
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/deploy", 1);
            assertThat(rollout.processes.started).isEmpty();
        }
    }

    @Test
    void what_was_accepted_is_asked_about_once_more_and_is_unknown_if_nobody_knows() {
        try (rollout) {
            prod.app("web").everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));

            DeployResult result = rollout.deploy();

            assertThat(result.target("web").outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown ->
                                    assertThat(unknown.lastSeen()).contains("the time limit of the run was reached"));
            assertThat(ended())
                    .isBetween(began().plus(LIMIT), began().plus(LIMIT).plusSeconds(1));
            List<ReceivedRequest> late = prod.requests().stream()
                    .filter(request -> !request.at().isBefore(began().plus(LIMIT)))
                    .toList();
            assertThat(late)
                    .singleElement()
                    .satisfies(request -> assertThat(request.target()).contains("status"));
        }
    }

    @Test
    void a_server_that_does_not_answer_the_last_question_is_waited_for_no_longer_than_a_call() {
        try (rollout) {
            prod.app("web").everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));
            rollout.time.after(Duration.ofSeconds(15), () -> prod.restart(Duration.ofMinutes(5)));

            DeployResult result = rollout.deploy();

            assertThat(result.target("web").outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(ended()).isBeforeOrEqualTo(began().plus(LIMIT).plusSeconds(30));
        }
    }

    @Test
    void a_hook_that_runs_longer_is_stopped() {
        try (rollout) {
            rollout.yaml(TWO.replace("targets:", "pre_deploy: [migrate]\ntargets:"));
            rollout.processes.last("migrate", Duration.ofHours(1));

            DeployResult result = rollout.deploy();

            assertThat(result.target("web").outcome())
                    .isEqualTo(new Outcome.Failed(
                            Phase.PRE_DEPLOY,
                            "pre_deploy was stopped: the time limit of the run was reached",
                            List.of(),
                            List.of()));
            assertThat(result.target("api").outcome()).isEqualTo(new Outcome.Skipped(Reason.OUT_OF_TIME));
            assertThat(ended()).isEqualTo(began().plus(LIMIT));
        }
    }

    @Test
    void nothing_is_taken_back_after_the_limit() {
        try (rollout) {
            rollout.policy(limited(OnFailure.ROLL_BACK_ALL));
            prod.app("web").running("v1", 1, "web.example.com");
            prod.app("api")
                    .running("v1", 1, "api.example.com")
                    .everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));

            DeployResult result = rollout.deploy();

            assertThat(result.target("web").isDeployed()).isTrue();
            assertThat(result.target("api").outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(result.inconsistency()).isPresent();
            assertThat(rollout.requests("prod.example.com")).doesNotContainKey("POST /v1/rollback");
        }
    }

    @Test
    void a_run_that_ends_in_time_does_not_notice() {
        try (rollout) {
            rollout.policy(
                    DeployPolicy.builder().runDeadline(Duration.ofMinutes(2)).build());

            assertThat(rollout.deploy().isDone()).isTrue();
            assertThat(ended()).isBefore(began().plusSeconds(60));
        }
    }

    @Test
    void what_is_confirmed_by_the_last_answer_counts() {
        try (rollout) {
            prod.fault(new FaultRule(Endpoint.STATUS, 3, 3, Fault.silence()));
            rollout.policy(limited(Duration.ofSeconds(6)));

            assertThat(rollout.deploy().target("web").isDeployed()).isTrue();
            assertThat(ended()).isBetween(began().plusSeconds(6), began().plusSeconds(36));
        }
    }

    @Test
    void what_somebody_else_has_replaced_meanwhile_is_told_by_the_last_answer() {
        try (rollout) {
            prod.app("web").everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));
            rollout.time.after(
                    LIMIT.minusMillis(1),
                    () -> prod.app("web").runningAs("7zzzzzzzzzzzzzzzzzzzzzzzzz", "v9", 1, "web.example.com"));

            assertThat(rollout.deploy().target("web").outcome()).isInstanceOf(Outcome.Superseded.class);
        }
    }

    @Test
    void a_silent_server_is_asked_for_the_last_time_no_longer_than_a_call() {
        try (rollout) {
            prod.app("web").everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));
            rollout.time.after(
                    LIMIT.minusMillis(1), () -> prod.fault(FaultRule.every(Endpoint.STATUS, Fault.silence())));

            assertThat(rollout.deploy().target("web").outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(ended()).isEqualTo(began().plus(LIMIT).plusSeconds(30));
        }
    }

    @Test
    void a_target_whose_post_deploy_is_stopped_runs_and_has_failed() {
        try (rollout) {
            rollout.yaml(TWO.replace("targets:", "post_deploy: [smoke]\ntargets:"));
            rollout.processes.last("smoke", Duration.ofHours(1));

            Outcome.Failed failed =
                    (Outcome.Failed) rollout.deploy().target("web").outcome();

            assertThat(failed.phase()).isEqualTo(Phase.POST_DEPLOY);
            assertThat(failed.reason()).isEqualTo("post_deploy was not done: the time limit of the run was reached");
            assertThat(failed.nowRunning()).hasSize(1);
        }
    }

    @Test
    void what_is_left_of_the_run_as_a_whole_is_told() {
        try (rollout) {
            rollout.policy(limited(Duration.ofMinutes(1)));
            rollout.processes.last("announce", Duration.ofHours(1));

            DeployResult result = rollout.deploy();

            assertThat(result.target("web").isDeployed()).isTrue();
            assertThat(result.runProblems())
                    .containsExactly("global_post_deploy was not done: the time limit of the run was reached");
            assertThat(rollout.processes.killed).containsExactly("announce");
        }
    }

    @Test
    void a_problem_that_was_found_before_the_limit_is_the_reason_and_not_the_limit() {
        try (rollout) {
            rollout.yaml(TWO + "  far: {server: far.example.com}\n");
            EmbeddedHaloyd far = rollout.server("far.example.com");
            far.fault(FaultRule.every(Endpoint.STATUS, Fault.refused(403, "no")));
            prod.fault(FaultRule.every(Endpoint.VERSION, Fault.silence()));

            DeployResult result = rollout.deploy();

            assertThat(((Outcome.Failed) result.target("far").outcome()).phase())
                    .isEqualTo(Phase.PREFLIGHT);
            assertThat(result.target("web").outcome()).isEqualTo(new Outcome.Skipped(Reason.OUT_OF_TIME));
        }
    }
}
