package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokenConnectionsTest {
    private static final String ONE = """
            name: shop
            image: ghcr.io/org/shop:v2
            server: prod.example.com
            domains: [{domain: shop.example.com}]
            """;

    @Test
    void a_stream_that_breaks_in_the_middle_does_not_change_the_verdict() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").running("v1", 1, "shop.example.com");
            prod.fault(FaultRule.next(Endpoint.SERVER_LOGS, Fault.cutAfter(2)));

            assertThat(rollout.deploy().target("shop").isDeployed()).isTrue();
        }
    }

    @Test
    void with_every_server_stream_broken_the_deployments_own_stream_is_the_witness() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            prod.fault(FaultRule.every(Endpoint.SERVER_LOGS, Fault.cutAfter(0)));

            assertThat(rollout.deploy().target("shop").outcome()).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void a_lost_reply_to_the_request_is_not_a_failure_and_nothing_is_sent_twice() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()));

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").isDeployed()).isTrue();
            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/deploy", 1);
        }
    }

    @Test
    void a_request_the_server_never_saw_is_sent_once_more_under_a_new_id() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.fault(FaultRule.next(Endpoint.DEPLOY, Fault.unavailable()));

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").isDeployed()).isTrue();
            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/deploy", 2);
            assertThat(result.took()).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void too_many_requests_are_repeated_later() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.fault(FaultRule.times(2, Endpoint.VERSION, Fault.tooManyRequests()));
            prod.fault(FaultRule.next(Endpoint.DEPLOY, Fault.tooManyRequests()));

            assertThat(rollout.deploy().target("shop").isDeployed()).isTrue();
        }
    }

    @Test
    void without_any_marker_the_run_ends_at_the_deadline_as_unknown() {
        try (Rollout rollout = Rollout.of(ONE)
                .policy(DeployPolicy.builder().deadline(Duration.ofMinutes(5)).build())) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").nextDeployment(Behaviour.noMarker());

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.took())
                    .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(5));
            assertThat(prod.openStreams()).isZero();
        }
    }

    @Test
    void a_daemon_that_restarts_in_the_middle_is_never_called_a_success() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(3));
            prod.restart();

            DeployResult result = rollout.world.await(run);

            assertThat(result.target("shop").outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.howToFindOut()).contains("deploy again"));
            assertThat(prod.deployments("shop")).hasSize(1);
        }
    }

    @Test
    void somebody_elses_newer_deployment_supersedes_ours() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            prod.app("shop").runningAs("7zzzzzzzzzzzzzzzzzzzzzzzzz", "v9", 1, "shop.example.com");

            DeployResult result = rollout.world.await(run);

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.Superseded.class);
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void cancelling_starts_nothing_new_and_says_what_goes_on_remotely() {
        try (Rollout rollout = Rollout.of("""
                image: "shop:v2"
                server: prod.example.com
                targets:
                  web: {domains: [{domain: web.example.com}]}
                  api: {domains: [{domain: api.example.com}]}
                """)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));

            DeployResult result = rollout.told(DeployEvent.RunFinished.class)
                    .findFirst()
                    .orElseThrow()
                    .result();

            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(result.target("web").outcome().summary()).contains("goes on at the server");
            assertThat(result.target("api").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.CANCELLED));
            assertThat(prod.openStreams()).isZero();
        }
    }
}
