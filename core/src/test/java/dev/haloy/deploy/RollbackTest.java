package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.world.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private static final String SHOP = """
            name: shop
            image: "shop:v2"
            server: prod.example.com
            replicas: 2
            domains: [{domain: shop.example.com}]
            env:
              - {name: PASSWORD, from: {env: SHOP_PASSWORD}}
              - {name: URL, value: "db://${PASSWORD}@db"}
            """;

    private static DeploymentId newest(EmbeddedHaloyd server) {
        return new DeploymentId(server.running("shop").orElseThrow().deploymentId());
    }

    private static ReceivedRequest rollback(EmbeddedHaloyd server) {
        return server.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.target().equals("/v1/rollback"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_earlier_version_comes_back_with_its_settings_and_the_secrets_of_today() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            DeploymentId first = newest(prod);
            rollout.yaml(SHOP.replace("replicas: 2", "replicas: 1").replace("shop:v2", "shop:v3"));
            rollout.deploy();
            rollout.variables(Map.of("SHOP_PASSWORD", "new-secret"));

            DeployResult result = rollout.rollBack(EarlierVersion.of(first));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            Outcome.Deployed back = (Outcome.Deployed) result.target("shop").outcome();
            assertThat(back.replicas()).isEqualTo(2);
            assertThat(newest(prod)).isEqualTo(back.id()).isGreaterThan(first);
            ReceivedRequest sent = rollback(prod);
            assertThat(sent.json("/targetDeploymentID")).contains(first.value());
            assertThat(sent.json("/newTargetConfig/env/0/value")).contains("new-secret");
            assertThat(sent.json("/newTargetConfig/env/1/value")).contains("db://new-secret@db");
            assertThat(sent.json("/newTargetConfig/image/pullPolicy")).contains("never");
            assertThat(rollout.told(DeployEvent.GoingBack.class)).hasSize(1);
        }
    }

    @Test
    void secrets_that_only_the_earlier_version_has_stay_out_of_every_text() {
        String old = SHOP + "  - {name: OLD, from: {env: OLD_SECRET}}\n";
        try (Rollout rollout =
                Rollout.of(old).variables(Map.of("SHOP_PASSWORD", "old-secret", "OLD_SECRET", "sentinel-77"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            rollout.yaml(SHOP);
            rollout.deploy();
            rollout.events.clear();
            prod.app("shop").nextDeployment(Behaviour.failsHealthCheck().printing("got sentinel-77"));

            DeployResult result = rollout.rollBack(EarlierVersion.previous());

            assertThat(result.toString() + rollout.events).doesNotContain("sentinel-77");
            Outcome.Failed failed = (Outcome.Failed) result.target("shop").outcome();
            assertThat(failed.containerLog()).hasSize(1);
            assertThat(rollout.world.runs().lines(result.runId()).toString()).doesNotContain("sentinel-77");
        }
    }

    @Test
    void the_previous_version_is_the_newest_older_one_that_is_not_known_to_have_failed() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            DeploymentId good = newest(prod);
            prod.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            rollout.deploy();
            rollout.deploy();

            assertThat(rollout.rollBack(EarlierVersion.previous()).isDone()).isTrue();

            assertThat(rollback(prod).json("/targetDeploymentID")).contains(good.value());
        }
    }

    @Test
    void what_the_server_has_not_kept_is_refused_before_anything_is_sent() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("shop").running("v1", 2, "shop.example.com");

            DeployResult result = rollout.rollBack(EarlierVersion.of(new DeploymentId("01nowhere")));

            Outcome.Failed failed = (Outcome.Failed) result.target("shop").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.PREFLIGHT);
            assertThat(failed.reason()).contains("cannot go back to 01nowhere");
            assertThat(rollout.requests("prod.example.com")).doesNotContainKey("POST /v1/rollback");
        }
    }

    @Test
    void a_value_that_cannot_be_had_any_more_is_named_before_anything_is_sent() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            rollout.server("prod.example.com");
            rollout.deploy();
            rollout.yaml(
                    "{name: shop, image: \"shop:v3\", server: prod.example.com, domains: [{domain: shop.example.com}]}");
            rollout.deploy();
            rollout.variables(Map.of());

            DeployResult result = rollout.rollBack(EarlierVersion.previous());

            assertThat(result.target("shop").outcome().summary()).contains("SHOP_PASSWORD is not set");
            assertThat(rollout.requests("prod.example.com")).doesNotContainKey("POST /v1/rollback");
        }
    }

    @Test
    void a_rollback_that_cannot_begin_is_a_failure_although_the_server_sends_no_end() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            DeploymentId first = newest(prod);
            rollout.deploy();
            prod.app("shop").nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.rollBack(EarlierVersion.of(first));

            Outcome.Failed failed = (Outcome.Failed) result.target("shop").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.SERVER);
            assertThat(failed.nowRunning()).containsExactly(newest(prod));
            assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_lost_answer_does_not_go_back_twice() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            rollout.deploy();
            prod.fault(FaultRule.next(Endpoint.ROLLBACK, Fault.replyLost()));

            assertThat(rollout.rollBack(EarlierVersion.previous()).isDone()).isTrue();

            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/rollback", 1);
        }
    }

    @Test
    void an_interrupted_rollback_can_be_gone_on_with() {
        try (Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            DeploymentId first = newest(prod);
            rollout.deploy();
            prod.fault(FaultRule.next(Endpoint.ROLLBACK, Fault.replyLost()));
            var run = rollout.deployer().deploy(rollout.request().goingBackTo(EarlierVersion.of(first)));
            rollout.time.advance(Duration.ofSeconds(1));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            List<RunSummary> runs = new Runs(rollout.world.runs()).list();
            RunSummary summary = runs.get(runs.size() - 1);
            assertThat(summary.earlier()).contains(EarlierVersion.of(first));

            DeployResult result = rollout.world.await(rollout.deployer()
                    .resume(rollout.request().goingBackTo(summary.earlier().orElseThrow()), summary.runId()));

            assertThat(result.isDone()).as(result.toString()).isTrue();
            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/rollback", 1);
        }
    }

    private static final String REGISTRY = SHOP.replace(
            "\"shop:v2\"",
            "{repository: ghcr.io/org/shop, tag: v2, history: {strategy: registry, count: 5, pattern: 'v*'}}");

    @Test
    void with_its_images_in_a_registry_a_version_is_pulled_again_as_our_journal_names_it() {
        try (Rollout rollout = Rollout.of(REGISTRY).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            rollout.yaml(REGISTRY.replace("tag: v2", "tag: v3")).deploy();

            DeployResult result = rollout.rollBack(EarlierVersion.previous());

            assertThat(result.isDone()).as(result.toString()).isTrue();
            ReceivedRequest sent = rollback(prod);
            assertThat(sent.json("/newTargetConfig/image/repository")).contains("ghcr.io/org/shop");
            assertThat(sent.json("/newTargetConfig/image/tag")).contains("v2");
            assertThat(sent.json("/newTargetConfig/image/pullPolicy")).isEmpty();
            assertThat(prod.running("shop").orElseThrow().image()).contains("ghcr.io/org/shop:v2");
        }
    }

    @Test
    void with_its_images_in_a_registry_a_version_that_no_run_of_ours_made_is_refused_with_what_to_do() {
        try (Rollout rollout = Rollout.of(REGISTRY).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            rollout.yaml(REGISTRY.replace("tag: v2", "tag: v3")).deploy();
            Deployer elsewhere = new Deployer(
                    rollout.world.but().runs(RunStore.inMemory()).build(),
                    rollout.anyToken(),
                    rollout.policy(),
                    event -> {});

            DeployResult result =
                    rollout.world.await(elsewhere.deploy(rollout.request().goingBackTo(EarlierVersion.previous())));

            assertThat(result.target("shop").outcome().summary())
                    .contains("servers do not keep its image", "deploy it by its tag");
            assertThat(rollout.requests("prod.example.com")).doesNotContainKey("POST /v1/rollback");
        }
    }

    @Test
    void all_or_nothing_takes_versions_back_whose_images_are_in_a_registry() {
        try (Rollout rollout = Rollout.of(REGISTRY).variables(Map.of("SHOP_PASSWORD", "old-secret"))) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            rollout.deploy();
            prod.app("shop").nextDeployment(Behaviour.failsCertificate());

            DeployResult result = rollout.yaml(REGISTRY.replace("tag: v2", "tag: v3"))
                    .policy(DeployPolicy.builder()
                            .onFailure(OnFailure.ROLL_BACK_ALL)
                            .build())
                    .deploy();

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(rollback(prod).json("/newTargetConfig/image/tag")).contains("v2");
        }
    }
}
