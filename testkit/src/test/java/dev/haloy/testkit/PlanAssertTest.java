package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.Plan;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import org.junit.jupiter.api.Test;

@WithHaloyServers({Shop.EU, Shop.US})
class PlanAssertTest {
    @Test
    void a_plan_for_new_servers(HaloyServers servers) {
        Plan plan = Shop.on(servers).allTargets().plan();

        assertThat(plan)
                .hasTargets("eu", "us")
                .deploys("eu", "shop:v2")
                .deploysFirst("us")
                .canBeApplied();
        assertThat(plan.deploy()).allDeployed().target("eu").serves("v2");
    }

    @Test
    void other_targets_are_named(HaloyServers servers) {
        Plan plan = Shop.on(servers).target("eu").plan();

        assertThat(Shop.messageOf(() -> assertThat(plan).hasTargets("eu", "us")))
                .isEqualTo("""

                Expecting plan:
                  eu: shop on eu.example.com
                    now   nothing
                    then  shop:v2 x 1, rolling, shop.example.com
                    back  cannot be rolled back: nothing of it runs on eu.example.com yet, so there would be nothing to go back to
                to have the targets:
                  eu, us
                but its targets are:
                  eu
                """);
        assertThat(Shop.messageOf(() -> assertThat(plan).deploys("us", "shop:v2")))
                .contains("to have a target:\n  \"us\"\nbut its targets are:\n  eu\n");
    }

    @Test
    void another_image_is_named(HaloyServers servers) {
        Plan plan = Shop.on(servers).target("eu").plan();

        assertThat(Shop.messageOf(() -> assertThat(plan).deploys("eu", "shop:v1")))
                .contains("to deploy to target 'eu':\n  shop:v1\nbut the image is:\n  shop:v2\n");
    }

    @Test
    void an_update_is_no_first_deployment(HaloyServers servers) {
        servers.at(Shop.EU).app("shop").running("v1");
        Plan plan = Shop.on(servers).target("eu").plan();

        assertThat(Shop.messageOf(() -> assertThat(plan).deploysFirst("eu")))
                .contains("to be the first deployment of target:\n  eu\nbut there runs already:\n  <id>, running");
    }

    @Test
    void obstacles_are_found_by_a_part_of_them(HaloyServers servers) {
        servers.at(Shop.EU).fault(FaultRule.every(Endpoint.STATUS, Fault.reset()));
        Plan plan = Shop.on(servers).target("eu").plan();

        assertThat(plan).hasObstacle("EU.example.com");
        assertThat(Shop.messageOf(() -> assertThat(plan).canBeApplied()))
                .contains("to be applicable\nbut there are obstacles:\n");
        assertThat(Shop.messageOf(() -> assertThat(plan).hasObstacle("certificate")))
                .contains("to have an obstacle with:\n  \"certificate\"\nbut there is:\n");
        assertThat(Shop.messageOf(() -> assertThat(plan).deploysFirst("eu"))).contains("to be applicable");
    }

    @Test
    void a_missing_obstacle_is_said_to_be_missing(HaloyServers servers) {
        Plan plan = Shop.on(servers).target("eu").plan();

        assertThat(Shop.messageOf(() -> assertThat(plan).hasObstacle("certificate")))
                .endsWith("but there is none\n");
    }
}
