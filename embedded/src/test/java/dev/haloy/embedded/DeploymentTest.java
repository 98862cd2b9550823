package dev.haloy.embedded;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Fate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private final World world = new World();

    @Test
    void a_first_deployment_without_domain_ends_well_five_seconds_after_its_container_has_started() {
        String id = world.deploy(world.body("shop"));
        LogStream stream = world.followDeployment(id).toEnd();

        assertThat(stream.comments).containsExactly(": keepalive");
        assertThat(stream.entries).extracting(LogStream.Entry::level).containsExactly("INFO", "INFO", "INFO");
        assertThat(stream.last().at()).isBetween(Duration.ofMillis(5250), Duration.ofMillis(5300));
        assertThat(stream.last().has("isDeploymentComplete")).isTrue();
        assertThat(stream.succeeded()).isTrue();
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void an_unhealthy_update_leaves_the_old_version_alone() {
        world.haloyd.app("shop").running("v1").nextDeployment(failsHealthCheck().printing("no database"));
        String old = world.haloyd.running("shop").orElseThrow().deploymentId();

        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream stream = world.followDeployment(id).toEnd();

        assertThat(stream.failed()).isTrue();
        assertThat(stream.last().at()).isBetween(Duration.ofMillis(20_700), Duration.ofMillis(21_000));
        assertThat(stream.entries).anyMatch(entry -> entry.field("logs").equals("\nno database"));
        assertThat(world.statusLine("shop")).isEqualTo("running " + old);
        assertThat(world.haloyd.serving("shop")).containsExactly(old);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.FAILED);
    }
}
