package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.resolve.Snapshot.Difference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String SHOP = """
            name: shop
            image: "ghcr.io/org/shop:v2"
            server: prod.example.com
            replicas: 2
            domains: [{domain: shop.example.com}]
            env:
              - {name: LOG_LEVEL, value: info}
              - {name: API_KEY, value: written-in-the-file}
              - {name: PASSWORD, from: {env: SHOP_PASSWORD}}
            """;

    private final Rollout rollout = Rollout.of(SHOP).variables(Map.of("SHOP_PASSWORD", "sentinel-9"));
    private final EmbeddedHaloyd prod = rollout.server("prod.example.com");

    private Plan.Step step() {
        return rollout.plan().steps().get(0);
    }

    @Test
    void a_first_deployment_is_a_change_that_cannot_be_rolled_back() {
        try (rollout) {
            Plan plan = rollout.plan();

            assertThat(plan.hasChanges()).isTrue();
            assertThat(plan.steps().get(0).changes().first()).isTrue();
            assertThat(plan.steps().get(0).back().obstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("nothing to go back to"));
        }
    }

    @Test
    void nothing_changes_if_our_journal_knows_that_the_same_runs_there() {
        try (rollout) {
            rollout.deploy();

            Plan plan = rollout.plan();

            assertThat(plan.hasChanges()).as(plan.toString()).isFalse();
            assertThat(plan.steps().get(0).changes().notCompared()).containsExactly("env.API_KEY", "env.PASSWORD");
            assertThat(plan.steps().get(0).back().image()).contains("ghcr.io/org/shop:v2");
            assertThat(plan.toString())
                    .contains("diff  nothing", "secret, not compared: env.API_KEY, env.PASSWORD", "back  to 01")
                    .doesNotContain("sentinel-9", "written-in-the-file");
        }
    }

    @Test
    void each_setting_that_differs_is_named_with_old_and_new_text() {
        try (rollout) {
            rollout.deploy();
            rollout.yaml(SHOP.replace("replicas: 2", "replicas: 3")
                    .replace("value: info", "value: debug")
                    .replace("shop:v2", "shop:v3")
                    .replace("from: {env: SHOP_PASSWORD}", "value: now-written-down"));

            Plan.Changes changes = step().changes();

            assertThat(changes.settings())
                    .containsExactlyInAnyOrder(
                            difference("image", "ghcr.io/org/shop:v2", "ghcr.io/org/shop:v3"),
                            difference("replicas", "2", "3"),
                            difference("env.LOG_LEVEL", "info", "debug"),
                            difference("env.PASSWORD", "from the variable SHOP_PASSWORD", "***"));
            assertThat(changes.unknown()).isEmpty();
        }
    }

    private static Difference difference(String setting, String now, String then) {
        return new Difference(setting, Optional.of(now), Optional.of(then));
    }

    @Test
    void what_somebody_else_has_deployed_counts_as_changed() {
        try (rollout) {
            prod.app("shop").running("v1", 2, "shop.example.com");

            Plan plan = rollout.plan();

            assertThat(plan.hasChanges()).isTrue();
            assertThat(plan.toString()).contains("deployed elsewhere");
        }
    }

    @Test
    void what_our_run_did_not_see_succeed_counts_as_changed() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder().detach(true).build()).deploy();
            rollout.time.advance(Duration.ofSeconds(30));

            assertThat(step().changes().unknown())
                    .anySatisfy(why -> assertThat(why).contains("has not seen that"));
        }
    }

    @Test
    void a_tag_that_moves_may_name_another_image_by_now() {
        try (rollout) {
            rollout.yaml(SHOP.replace("shop:v2", "shop:latest")).deploy();

            assertThat(step().changes().unknown()).hasSize(1);
            assertThat(step().changes().toString()).contains("shop:latest may name another image");
        }
    }

    @Test
    void a_version_that_was_brought_back_is_known_by_the_image_it_came_from() {
        try (rollout) {
            rollout.deploy();
            rollout.yaml(SHOP.replace("shop:v2", "shop:v3")).deploy();
            rollout.rollBack(EarlierVersion.previous());

            assertThat(step().changes().settings())
                    .containsExactly(difference("image", "ghcr.io/org/shop:v2", "ghcr.io/org/shop:v3"));
            assertThat(step().back().image()).contains("ghcr.io/org/shop:v2");
        }
    }

    @Test
    void failed_versions_that_take_up_the_places_of_good_ones_are_found_out_before() {
        String two = SHOP.replace(
                "\"ghcr.io/org/shop:v2\"", "{repository: shop, tag: v2, history: {strategy: local, count: 2}}");
        try (rollout) {
            rollout.yaml(two).deploy();
            assertThat(step().back().obstacle()).isEmpty();
            prod.app("shop").nextDeployment(Behaviour.failsHealthCheck());
            rollout.deploy();

            assertThat(step().back().obstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("keeps 2 versions, and 1 newer"));
            DeployResult refused = rollout.policy(DeployPolicy.builder()
                            .onFailure(OnFailure.ROLL_BACK_ALL)
                            .build())
                    .deploy();
            assertThat(refused.target("shop").outcome().summary()).contains("keeps 2 versions, and 1 newer");
        }
    }

    @Test
    void what_was_deployed_without_history_cannot_come_back() {
        try (rollout) {
            rollout.yaml(SHOP.replace(
                            "\"ghcr.io/org/shop:v2\"", "{repository: shop, tag: v2, history: {strategy: none}}"))
                    .deploy();
            rollout.yaml(SHOP);

            assertThat(step().back().obstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("image history 'none'"));
        }
    }

    @Test
    void a_server_that_does_not_say_what_it_has_kept_is_no_way_back() {
        try (rollout) {
            rollout.policy(DeployPolicy.builder().maxRetries(0).build()).deploy();
            prod.fault(FaultRule.next(Endpoint.ROLLBACK_LIST, Fault.refused(500, "no database")));

            Plan plan = rollout.plan();

            assertThat(plan.obstacles()).isEmpty();
            assertThat(plan.steps().get(0).back().obstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("is not known", "500"));
        }
    }

    @Test
    void a_plan_of_another_format_is_refused_by_that_name_and_anything_else_as_no_plan() {
        try (rollout) {
            String json = rollout.plan().saved().toJson();

            assertThat(json).doesNotContain("ghcr.io", "LOG_LEVEL", "sentinel-9", "written-in-the-file");
            assertThatThrownBy(() -> SavedPlan.parse(json.replace("\"haloyPlan\":1", "\"haloyPlan\":7")))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("format 7");
            assertThatThrownBy(() -> SavedPlan.parse("{}")).hasMessageContaining("not a plan");
        }
    }
}
