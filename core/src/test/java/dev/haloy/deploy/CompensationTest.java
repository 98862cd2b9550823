package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompensationTest {
    private static final String YAML = """
            name: shop
            image: "shop:v2"
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.example.org}]}
              us: {server: us.example.com, domains: [{domain: us.example.org}]}
            """;

    private final Rollout rollout = Rollout.of(YAML).policy(by(OnFailure.ROLL_BACK_ALL));
    private final EmbeddedHaloyd eu = rollout.server("eu.example.com");
    private final EmbeddedHaloyd us = rollout.server("us.example.com");

    private static DeployPolicy by(OnFailure reaction) {
        return DeployPolicy.builder().onFailure(reaction).build();
    }

    @BeforeEach
    void both_run_the_old_version() {
        eu.app("shop").running("v1", 1, "eu.example.org");
        us.app("shop").running("v1", 1, "us.example.org");
    }

    private static List<String> posts(EmbeddedHaloyd server) {
        List<String> routes = new ArrayList<>();
        server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .forEach(request -> routes.add(request.target()));
        return routes;
    }

    @Test
    void all_or_nothing_takes_back_what_succeeded_when_another_fails() {
        try (rollout) {
            String old = eu.running("shop").orElseThrow().deploymentId();
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = rollout.deploy();

            Outcome.RolledBack back = (Outcome.RolledBack) result.target("eu").outcome();
            assertThat(eu.running("shop").orElseThrow().deploymentId())
                    .isEqualTo(back.to().value())
                    .isNotEqualTo(old);
            assertThat(posts(eu)).containsExactly("/v1/deploy", "/v1/rollback");
            assertThat(posts(us)).containsExactly("/v1/deploy");
            assertThat(us.running("shop").orElseThrow().tag()).isEqualTo("v1");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.isUniform()).isTrue();
            assertThat(new Runs(rollout.world.runs()).get(result.runId()).outcomes())
                    .containsEntry("eu", back);
            assertThat(rollout.told(DeployEvent.GoingBack.class)).hasSize(1);
            assertThat(eu.openStreams()).isZero();
        }
    }

    @Test
    void a_run_without_trouble_takes_nothing_back() {
        try (rollout) {
            assertThat(rollout.deploy().isDone()).isTrue();
            assertThat(posts(eu)).containsExactly("/v1/deploy");
        }
    }

    @Test
    void rolling_back_the_failed_leaves_the_others_alone() {
        try (rollout) {
            rollout.policy(by(OnFailure.ROLL_BACK_FAILED));
            us.app("shop").nextDeployment(Behaviour.failsCertificate());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").isDeployed()).isTrue();
            assertThat(result.inconsistency()).contains("inconsistent: eu new, us as before");
            Outcome.RolledBack back = (Outcome.RolledBack) result.target("us").outcome();
            assertThat(back.because().phase()).isEqualTo(Phase.SERVER);
            assertThat(posts(us)).containsExactly("/v1/deploy", "/v1/rollback");
        }
    }

    @Test
    void all_or_nothing_refuses_a_first_deployment_before_anything_is_sent() {
        try (rollout) {
            rollout.yaml(YAML.replace("name: shop", "name: other"));

            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("eu").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.PREFLIGHT);
            assertThat(failed.reason()).contains("nothing to go back to");
            assertThat(posts(eu)).isEmpty();
            assertThat(posts(us)).isEmpty();
        }
    }

    @Test
    void what_cannot_be_taken_back_says_so_and_is_tried_once() {
        try (rollout) {
            us.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            eu.app("shop").nextDeployment(Behaviour.healthy()).nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome().summary()).contains("rolling back failed");
            assertThat(result.isUniform()).isFalse();
            assertThat(result.toString()).contains("inconsistent: eu unclear, us as before");
            assertThat(posts(eu)).containsExactly("/v1/deploy", "/v1/rollback");
        }
    }

    @Test
    void targets_of_one_server_are_taken_back_in_the_reverse_order_and_survive() {
        try (rollout) {
            rollout.yaml("""
                    server: eu.example.com
                    targets:
                      web: {image: "web:v2", domains: [{domain: web.example.org}]}
                      api: {image: "api:v2", domains: [{domain: api.example.org}]}
                      job: {image: "job:v2", domains: [{domain: job.example.org}]}
                    """);
            for (String app : List.of("web", "api", "job")) {
                eu.app(app).running("v1", 1, app + ".example.org");
            }
            eu.app("job").nextDeployment(Behaviour.failsHealthCheck());

            DeployResult result = rollout.deploy();
            rollout.time.advance(Duration.ofSeconds(60));

            assertThat(result.target("web").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(result.target("api").outcome()).isInstanceOf(Outcome.RolledBack.class);
            List<String> names = new ArrayList<>();
            eu.requests().stream()
                    .filter(request -> request.target().equals("/v1/rollback"))
                    .forEach(request ->
                            names.add(request.json("/newTargetConfig/name").orElse("")));
            assertThat(names).containsExactly("api", "web");
            for (String app : List.of("web", "api", "job")) {
                assertThat(eu.running(app)).as(app).isPresent();
            }
        }
    }

    @Test
    void a_refused_rollback_does_not_count_as_having_changed_nothing() {
        DeploymentId before = new DeploymentId("01kdrv8k006akspxe7ete590fk");
        DeploymentId own = new DeploymentId("01kdvdna01rqyc5an5gtk4f9me");
        Outcome forward = new Outcome.Deployed(own, 1, Instant.EPOCH);
        Outcome refused = new Outcome.Failed(Phase.REQUEST, "answered 400", List.of(own), List.of());
        TargetResult back = new TargetResult(
                "eu",
                "shop",
                "eu.example.com",
                Compensation.together(forward, Optional.of(refused)),
                Duration.ZERO,
                Optional.of(before));
        TargetResult kept = new TargetResult(
                "us", "shop", "us.example.com", new Outcome.Skipped(Outcome.Reason.STOPPED_EARLY), Duration.ZERO);

        assertThat(back.version()).isEqualTo(TargetResult.Version.UNCLEAR);
        assertThat(new DeployResult("run", List.of(back, kept), List.of(), false, Duration.ZERO).isUniform())
                .isFalse();
    }
}
