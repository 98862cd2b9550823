package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a server does by itself: watching, checking, giving up, telling more. */
class BackgroundTest {
    @Test
    void the_monitor_takes_visitors_away_after_three_bad_looks_and_brings_them_back_after_two_good_ones() {
        World world = new World(HaloydOptions::healthMonitor);
        world.haloyd.app("shop").running("v1");
        world.haloyd.app("shop").sick(true);
        world.time.advance(Duration.ofSeconds(44));
        assertThat(world.haloyd.serving("shop")).hasSize(1);
        world.time.advance(Duration.ofSeconds(2));
        assertThat(world.haloyd.serving("shop")).isEmpty();
        assertThat(world.statusLine("shop")).startsWith("running ");
        world.haloyd.app("shop").sick(false);
        world.time.advance(Duration.ofSeconds(28));
        assertThat(world.haloyd.serving("shop")).isEmpty();
        world.time.advance(Duration.ofSeconds(2));
        assertThat(world.haloyd.serving("shop")).hasSize(1);
        LogStream server = world.follow("/v1/server-logs");
        world.time.runDue();
        assertThat(server.entries)
                .filteredOn(entry -> entry.json().path("appName").asText().equals("shop"))
                .extracting(LogStream.Entry::level)
                .containsExactly("WARN", "INFO");
    }

    @Test
    void a_check_by_docker_is_waited_for() {
        World world = new World();
        world.haloyd.app("shop").nextDeployment(Behaviour.healthy().checkedByDocker(Duration.ofSeconds(20)));
        LogStream stream = world.followDeployment(
                        world.deploy(world.body("shop").domain("shop.example.test")))
                .toEnd();
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.last().at()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
        assertThat(stream.entries).noneMatch(entry -> !entry.field("attempt").isEmpty());
    }

    @Test
    void a_check_by_docker_that_takes_too_long_or_ends_badly_is_a_failure() {
        World world = new World();
        world.haloyd.app("shop").nextDeployment(Behaviour.healthy().checkedByDocker(Duration.ofMinutes(1)));
        LogStream slow = world.followDeployment(world.deploy(world.body("shop").domain("shop.example.test")))
                .toEnd();
        assertThat(slow.failed()).isTrue();
        world.haloyd.app("shop").nextDeployment(Behaviour.failsHealthCheck().checkedByDocker(Duration.ofSeconds(1)));
        LogStream bad = world.followDeployment(world.deploy(world.body("shop").domain("shop.example.test")))
                .toEnd();
        assertThat(bad.failed()).isTrue();
        assertThat(bad.last().field("error")).contains("unhealthy");
    }

    @Test
    void an_update_gives_up_after_a_quarter_of_an_hour() {
        World world = new World();
        for (int i = 0; i < 60; i++) {
            world.haloyd.app("sick" + i).running("v1").sick(true);
        }
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream stream = world.followDeployment(id).toEnd();
        assertThat(stream.failed()).isTrue();
        assertThat(stream.last().field("error")).contains("15 min");
        assertThat(stream.last().at()).isBetween(Duration.ofSeconds(905), Duration.ofSeconds(906));
        assertThat(world.statusLine("shop")).isEqualTo("running " + id);
    }

    @Test
    void in_debug_mode_the_log_tells_of_events_and_of_updates_without_a_change() {
        World world = new World(HaloydOptions::debug);
        String id = world.deploy(world.body("shop"));
        LogStream stream = world.followDeployment(id).toEnd();
        assertThat(stream.entries)
                .filteredOn(entry -> entry.level().equals("DEBUG"))
                .hasSize(2)
                .first()
                .matches(entry -> entry.field("event").equals("start"));
        World quiet = new World();
        LogStream usual =
                quiet.followDeployment(quiet.deploy(quiet.body("shop"))).toEnd();
        assertThat(usual.entries).noneMatch(entry -> entry.level().equals("DEBUG"));
    }
}
