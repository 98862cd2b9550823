package dev.haloy.embedded;

import static dev.haloy.embedded.script.Behaviour.crashLoops;
import static dev.haloy.embedded.script.Behaviour.failsCertificate;
import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What status says while deployments come and go. */
class StatusTest {
    private final World world = new World();

    private void pass(double seconds) {
        world.time.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    private String oldVersion() {
        world.haloyd.app("shop").running("v1", 1, "shop.example.test");
        return world.haloyd.running("shop").orElseThrow().deploymentId();
    }

    private DeployBody update() {
        return world.body("shop").domain("shop.example.test");
    }

    @Test
    void a_first_deployment_is_unknown_then_created_then_running() {
        String id = world.deploy(update());
        assertThat(world.statusLine("shop")).isEqualTo("404");
        pass(0.15);
        assertThat(world.statusLine("shop")).isEqualTo("created " + id);
        pass(0.15);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
    }

    @Test
    void a_rolling_update_shows_its_id_as_soon_as_it_runs_while_the_old_version_still_serves() {
        String old = oldVersion();
        String id = world.deploy(update());
        pass(1);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
        assertThat(world.haloyd.serving("shop")).containsExactly(old);
        assertThat(world.haloyd.containers("shop")).hasSize(2);
        pass(6);
        assertThat(world.haloyd.serving("shop")).containsExactly(id);
        assertThat(world.haloyd.containers("shop")).hasSize(1);
    }

    @Test
    void a_replacing_update_takes_the_old_version_down_first() {
        String old = oldVersion();
        String id = world.deploy(update().replace());
        assertThat(world.statusLine("shop")).isEqualTo("running " + old);
        pass(0.065);
        assertThat(world.statusLine("shop")).isEqualTo("exited " + old);
        pass(0.02);
        assertThat(world.statusLine("shop")).isEqualTo("404");
        pass(1);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
    }

    @Test
    void after_a_failed_health_check_the_old_version_is_back_under_rolling_and_nothing_under_replace() {
        String old = oldVersion();
        world.haloyd.app("shop").everyDeployment(failsHealthCheck());
        world.deployAndWait(update());
        assertThat(world.statusLine("shop")).isEqualTo("running " + old);
        world.deployAndWait(update().replace());
        assertThat(world.statusLine("shop")).isEqualTo("404");
    }

    @Test
    void after_a_certificate_failure_the_new_version_runs_and_serves_beside_the_old_one() {
        oldVersion();
        world.haloyd.app("shop").nextDeployment(failsCertificate());
        String id = world.deployAndWait(update());
        assertThat(world.haloyd.declaredEnds(id)).containsExactly(false);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
        assertThat(world.haloyd.serving("shop")).containsExactly(id);
        assertThat(world.haloyd.containers("shop")).hasSize(2);
    }

    @Test
    void a_missing_image_changes_nothing_even_under_replace() {
        String old = oldVersion();
        world.haloyd.app("shop").nextDeployment(imageMissing());
        String id = world.deployAndWait(update().replace());
        assertThat(world.haloyd.declaredEnds(id)).containsExactly(false);
        assertThat(world.statusLine("shop")).isEqualTo("running " + old);
    }

    @Test
    void a_crash_loop_is_restarting_or_running_until_it_fails_after_some_thirteen_seconds() {
        String old = oldVersion();
        world.haloyd.app("shop").nextDeployment(crashLoops());
        String id = world.deploy(update());
        LogStream stream = world.followDeployment(id);
        pass(5.5);
        assertThat(world.statusLine("shop")).isEqualTo("restarting " + id);
        stream.toEnd();
        assertThat(stream.failed()).isTrue();
        assertThat(stream.last().at()).isBetween(Duration.ofMillis(13_000), Duration.ofMillis(14_700));
        assertThat(stream.entries).noneMatch(entry -> !entry.field("attempt").isEmpty());
        assertThat(world.statusLine("shop")).isEqualTo("running " + old);
    }

    @Test
    void an_app_without_domain_that_crash_loops_is_declared_deployed() {
        world.haloyd.app("shop").nextDeployment(crashLoops());
        String id = world.deployAndWait(world.body("shop"));
        assertThat(world.haloyd.declaredEnds(id)).containsOnly(true);
        assertThat(world.statusLine("shop")).isEqualTo("restarting " + id);
    }

    @Test
    void old_containers_of_an_app_without_domain_run_on_under_rolling() {
        world.haloyd.app("shop").running("v1", 1);
        world.deployAndWait(world.body("shop"));
        assertThat(world.haloyd.containers("shop")).hasSize(2);
    }

    @Test
    void a_name_conflict_leaves_containers_behind_and_the_status_shows_them() {
        String id = world.deploy(update().replicas(2));
        pass(0.3);
        LogStream stream = world.followDeployment(id);
        world.post(
                "/v1/deploy",
                DeployBody.of(id, "shop")
                        .domain("shop.example.test")
                        .replicas(2)
                        .json());
        stream.toEnd();
        assertThat(stream.failed()).isTrue();
        pass(10);
        assertThat(world.haloyd.declaredEnds(id)).containsExactly(false, true);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
    }

    @Test
    void domains_are_repeated_once_per_replica_and_ids_are_full_and_newest_first() {
        String id = world.deployAndWait(world.body("shop")
                .domain("shop.example.test", "www.example.test")
                .replicas(2));
        JsonNode status = world.status("shop");
        assertThat(status.get("deploymentId").asText()).isEqualTo(id);
        assertThat(status.get("domains")).hasSize(2);
        assertThat(status.at("/domains/1/aliases/0").asText()).isEqualTo("www.example.test");
        assertThat(status.get("containerIds")).hasSize(2);
        assertThat(status.at("/containerIds/0").asText())
                .hasSize(64)
                .isEqualTo(world.haloyd.containers("shop").get(0).id());
        assertThat(world.haloyd.containers("shop").get(0).name()).endsWith("-r2");
    }

    @Test
    void docker_out_of_reach_or_labels_out_of_order_are_500() {
        oldVersion();
        world.haloyd.dockerReachable(false);
        assertThat(world.statusLine("shop")).isEqualTo("500");
        world.haloyd.dockerReachable(true);
        String id = world.deployAndWait(update().target(target -> target.put("port", "")));
        assertThat(world.statusLine("shop")).isEqualTo("500");
        assertThat(world.haloyd.declaredEnds(id)).isEmpty();
    }
}
