package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeployTest {
    private static final String ONE = """
            name: shop
            image: ghcr.io/org/shop:v2
            server: prod.example.com
            replicas: 2
            domains: [{domain: shop.example.com}]
            """;

    private static final String TWO = """
            name: shop
            image: ghcr.io/org/shop:v2
            targets:
              eu: {server: eu.example.com, domains: [{domain: eu.shop.example.com}]}
              us: {server: us.example.com, domains: [{domain: us.shop.example.com}]}
            """;

    @Test
    void a_first_deployment_is_confirmed_by_the_containers_that_run() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");

            DeployResult result = rollout.deploy();

            Outcome.Deployed deployed = (Outcome.Deployed) result.target("shop").outcome();
            assertThat(deployed.replicas()).isEqualTo(2);
            assertThat(prod.running("shop").orElseThrow().deploymentId())
                    .isEqualTo(deployed.id().value());
            assertThat(result.exitCode()).isZero();
            assertThat(prod.openStreams()).isZero();
        }
    }

    @Test
    void a_deployment_costs_six_requests_and_no_health_call() {
        try (Rollout rollout = Rollout.of(ONE)) {
            rollout.server("prod.example.com").app("shop").running("v1", 2, "shop.example.com");

            assertThat(rollout.deploy().isDone()).isTrue();

            assertThat(rollout.requests("prod.example.com"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "GET /v1/version", 1,
                            "GET /v1/status/shop", 2,
                            "GET /v1/server-logs", 1,
                            "POST /v1/deploy", 1,
                            "GET /v1/deploy/{id}/logs", 1));
        }
    }

    @Test
    void a_distant_server_is_asked_to_deploy_after_two_round_trips() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com").latency(Duration.ofMillis(50));
            prod.app("shop").running("v1", 2, "shop.example.com");
            Instant start = rollout.time.instant();

            assertThat(rollout.deploy().isDone()).isTrue();

            assertThat(prod.requests())
                    .filteredOn(request -> request.target().equals("/v1/deploy"))
                    .singleElement()
                    .satisfies(post ->
                            assertThat(Duration.between(start, post.at())).isEqualTo(Duration.ofMillis(100)));
        }
    }

    @Test
    void a_server_with_many_targets_is_asked_for_two_things_at_a_time() {
        StringBuilder many = new StringBuilder("server: prod.example.com\ntargets:\n");
        for (int i = 0; i < 7; i++) {
            many.append("  app").append(i).append(": {image: \"app:v2\"}\n");
        }
        try (Rollout rollout = Rollout.of(many.toString())) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com").latency(Duration.ofMillis(50));

            rollout.plan();

            Map<Instant, Long> atOnce =
                    prod.requests().stream().collect(Collectors.groupingBy(ReceivedRequest::at, Collectors.counting()));
            assertThat(atOnce.values()).containsExactlyInAnyOrder(2L, 2L, 2L, 2L);
        }
    }

    @Test
    void a_failed_health_check_is_a_failure_and_names_what_still_serves() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop")
                    .running("v1", 2, "shop.example.com")
                    .nextDeployment(Behaviour.failsHealthCheck().printing("no database"));
            String old = prod.running("shop").orElseThrow().deploymentId();

            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("shop").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.SERVER);
            assertThat(failed.nowRunning()).extracting(Object::toString).containsExactly(old);
            assertThat(failed.containerLog()).contains("no database");
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void a_missing_image_fails_at_once() {
        try (Rollout rollout = Rollout.of(ONE)) {
            rollout.server("prod.example.com").image("ghcr.io/org/shop:v2").missing();

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(result.took()).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void servers_are_worked_on_in_parallel() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("eu.example.com");
            rollout.server("us.example.com");

            DeployResult result = rollout.deploy();

            assertThat(result.isDone()).isTrue();
            assertThat(result.took()).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void two_updated_apps_with_domains_on_one_server_both_stay_alive() {
        try (Rollout rollout = Rollout.of("""
                server: prod.example.com
                targets:
                  web: {image: "web:v2", domains: [{domain: web.example.com}]}
                  api: {image: "api:v2", domains: [{domain: api.example.com}]}
                """)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 1, "web.example.com");
            prod.app("api").running("v1", 1, "api.example.com");

            DeployResult result = rollout.deploy();
            rollout.time.advance(Duration.ofSeconds(60));

            assertThat(result.isDone()).isTrue();
            assertThat(prod.running("web").orElseThrow().tag()).isEqualTo("v2");
            assertThat(prod.running("api").orElseThrow().tag()).isEqualTo("v2");
        }
    }

    @Test
    void two_runs_directly_after_each_other_both_stay_alive() {
        try (Rollout rollout = Rollout.of("""
                {name: web, server: prod.example.com, image: "web:v2", domains: [{domain: web.example.com}]}
                """)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 1, "web.example.com");
            prod.app("api").running("v1", 1, "api.example.com");

            assertThat(rollout.deploy().isDone()).isTrue();
            rollout.yaml(
                    "{name: api, server: prod.example.com, image: \"api:v2\", domains: [{domain: api.example.com}]}");
            assertThat(rollout.deploy().isDone()).isTrue();
            rollout.time.advance(Duration.ofSeconds(60));

            assertThat(prod.running("web").orElseThrow().tag()).isEqualTo("v2");
            assertThat(prod.running("api").orElseThrow().tag()).isEqualTo("v2");
        }
    }

    @Test
    void after_a_failure_nothing_else_is_started() {
        try (Rollout rollout = Rollout.of(TWO)
                .policy(DeployPolicy.builder().maxParallelServers(1).build())) {
            rollout.server("eu.example.com").app("shop").nextDeployment(Behaviour.failsHealthCheck());
            EmbeddedHaloyd us = rollout.server("us.example.com");

            DeployResult result = rollout.deploy();

            assertThat(result.target("us").outcome()).isEqualTo(new Outcome.Skipped(Reason.STOPPED_EARLY));
            assertThat(us.running("shop")).isEmpty();
            assertThat(result.isUniform())
                    .as("nothing runs anywhere, as before")
                    .isTrue();
        }
    }

    @Test
    void a_policy_can_keep_going_after_a_failure() {
        DeployPolicy policy = DeployPolicy.builder()
                .maxParallelServers(1)
                .onFailure(OnFailure.KEEP_GOING)
                .build();
        try (Rollout rollout = Rollout.of(TWO).policy(policy)) {
            rollout.server("eu.example.com").app("shop").nextDeployment(Behaviour.failsHealthCheck());
            rollout.server("us.example.com");

            assertThat(rollout.deploy().target("us").isDeployed()).isTrue();
        }
    }

    @Test
    void a_wrong_token_is_found_before_anything_is_sent() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("eu.example.com");
            rollout.servers.add("us.example.com", "another-token");

            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("us").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.PREFLIGHT);
            assertThat(failed.reason()).contains("us.example.com", "token was refused");
            assertThat(result.target("eu").outcome()).isEqualTo(new Outcome.Skipped(Reason.STOPPED_EARLY));
            assertThat(rollout.requests("eu.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void an_unreachable_server_is_found_before_anything_is_sent() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("eu.example.com");

            DeployResult result = rollout.deploy();

            assertThat(((Outcome.Failed) result.target("us").outcome()).reason())
                    .contains("us.example.com", "cannot be reached");
            assertThat(rollout.told(DeployEvent.RetryScheduled.class)).isNotEmpty();
            assertThat(rollout.requests("eu.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void detached_runs_end_when_the_server_has_accepted() {
        try (Rollout rollout =
                Rollout.of(ONE).policy(DeployPolicy.builder().detach(true).build())) {
            rollout.server("prod.example.com");

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.Accepted.class);
            assertThat(result.exitCode()).isZero();
            assertThat(result.took()).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_protected_target_that_is_left_out_is_part_of_the_result() {
        try (Rollout rollout = Rollout.of("""
                server: prod.example.com
                targets:
                  web: {image: "web:v2"}
                  db: {image: "postgres:16", preset: database}
                """)) {
            rollout.server("prod.example.com");

            DeployResult result = rollout.deploy();

            assertThat(result.target("db").outcome()).isEqualTo(new Outcome.Skipped(Reason.PROTECTED));
            assertThat(result.isDone()).isTrue();
        }
    }

    @Test
    void a_plan_shows_what_is_and_what_would_be_and_changes_nothing() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").running("v1", 2, "shop.example.com");

            Plan plan = rollout.plan();

            assertThat(plan.toString())
                    .contains("shop on prod.example.com", "running, 2 containers", "ghcr.io/org/shop:v2 x 2");
            assertThat(prod.requests()).extracting(request -> request.method()).containsOnly("GET");
            assertThat(plan.deploy().isDone()).isTrue();
        }
    }

    @Test
    void a_plan_is_refused_once_the_server_has_moved() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").running("v1", 2, "shop.example.com");
            Plan plan = rollout.plan();
            assertThat(rollout.deploy().isDone()).isTrue();

            DeployResult result = plan.tryDeploy();

            assertThat(((Outcome.Failed) result.target("shop").outcome()).reason())
                    .contains("the plan no longer holds");
        }
    }

    @Test
    void starts_and_ends_are_told_in_pairs() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("eu.example.com");
            rollout.server("us.example.com");

            DeployResult result = rollout.deploy();

            assertThat(rollout.told(DeployEvent.RunStarted.class)).hasSize(1);
            assertThat(rollout.told(DeployEvent.TargetStarted.class)).hasSize(2);
            assertThat(rollout.told(DeployEvent.DeploymentAccepted.class)).hasSize(2);
            assertThat(rollout.told(DeployEvent.TargetFinished.class)).hasSize(2);
            assertThat(rollout.told(DeployEvent.RunFinished.class))
                    .extracting(DeployEvent.RunFinished::result)
                    .isEqualTo(List.of(result));
        }
    }

    @Test
    void of_two_deployments_of_one_app_in_the_same_instant_the_second_is_the_newer() {
        try (Rollout rollout =
                Rollout.of(ONE).policy(DeployPolicy.builder().detach(true).build())) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            for (int i = 0; i < 2; i++) {
                rollout.deploy();
            }

            List<String> ids = prod.requests().stream()
                    .flatMap(request -> request.json("/deploymentID").stream())
                    .toList();
            assertThat(ids).hasSize(2).isSorted();
        }
    }

    @Test
    void a_plan_can_be_written_down_and_holds_no_setting() {
        try (Rollout rollout = Rollout.of(ONE)) {
            rollout.server("prod.example.com").app("shop").running("v1", 2, "shop.example.com");
            String written = rollout.plan().saved().toJson();

            DeployResult result =
                    rollout.world.await(rollout.deployer().deploy(rollout.request(), SavedPlan.parse(written)));

            assertThat(written).doesNotContain("ghcr.io", "shop.example.com");
            assertThat(result.isDone()).isTrue();
        }
    }

    @Test
    void a_plan_is_refused_once_the_configuration_has_changed() {
        try (Rollout rollout = Rollout.of(ONE)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            SavedPlan plan = rollout.plan().saved();
            rollout.yaml(ONE.replace("shop:v2", "shop:v3"));

            DeployResult result = rollout.world.await(rollout.deployer().deploy(rollout.request(), plan));

            assertThat(((Outcome.Failed) result.target("shop").outcome()).reason())
                    .contains("has changed since the plan was made");
            assertThat(prod.requests()).noneMatch(request -> request.method().equals("POST"));
        }
    }
}
