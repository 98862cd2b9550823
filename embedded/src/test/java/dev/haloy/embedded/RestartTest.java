package dev.haloy.embedded;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RestartTest {
    private final World world = new World();

    private void pass(int seconds) {
        world.time.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void a_restart_during_a_deployment_costs_its_end_and_leaves_both_versions_running() {
        world.haloyd.app("shop").running("v1");
        String old = world.haloyd.running("shop").orElseThrow().deploymentId();
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream own = world.followDeployment(id);
        pass(2);
        world.haloyd.restart();
        pass(1);
        assertThat(own.wasCut()).isTrue();
        assertThat(world.get("/health").statusCode()).isEqualTo(503);
        pass(60);

        assertThat(world.haloyd.declaredEnds(id)).isEmpty();
        assertThat(world.haloyd.serving("shop")).containsExactly(id);
        assertThat(world.haloyd.containers("shop")).hasSize(2);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.fate(old)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void a_long_outage_is_answered_by_the_proxy() {
        world.haloyd.restart(Duration.ofMinutes(10));
        pass(599);
        assertThat(world.get("/health").statusCode()).isEqualTo(503);
        pass(2);
        assertThat(world.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void what_had_not_started_never_will() {
        String id = world.deploy(world.body("shop"));
        world.haloyd.restart();
        pass(60);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.NEVER_STARTED);
        assertThat(world.statusLine("shop")).isEqualTo("404");
    }

    @Test
    void an_unhealthy_version_is_not_taken_over() {
        world.haloyd.app("shop").running("v1").nextDeployment(failsHealthCheck());
        String old = world.haloyd.running("shop").orElseThrow().deploymentId();
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        pass(2);
        world.haloyd.restart();
        pass(60);
        assertThat(world.haloyd.serving("shop")).containsExactly(old);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.FAILED);
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
    }

    @Test
    void the_past_of_the_log_is_gone_but_the_truth_is_kept() {
        String id = world.deployAndWait(world.body("shop"));
        world.haloyd.restart();
        pass(10);
        LogStream server = world.follow("/v1/server-logs");
        LogStream own = world.followDeployment(id);
        pass(1);
        assertThat(server.entries.get(0).has("isHaloydInitComplete")).isTrue();
        assertThat(server.entries).noneMatch(entry -> entry.id().equals(id));
        assertThat(own.entries).isEmpty();
        assertThat(world.haloyd.declaredEnds(id)).containsExactly(true);
    }

    @Test
    void without_a_proxy_nobody_answers_while_it_is_down() throws InterruptedException {
        World direct = new World(options -> options.without(Quirk.PROXY));
        direct.haloyd.restart();
        direct.time.runDue();
        try {
            direct.client
                    .sendAsync(direct.request("/health").build(), BodyHandlers.ofString())
                    .get();
            throw new AssertionError("answered");
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(IOException.class);
        }
        assertThat(direct.haloyd.requests()).hasSize(2);
    }
}
