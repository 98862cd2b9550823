package dev.haloy.embedded;

import static dev.haloy.embedded.script.Layout.replicas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ScriptingTest {
    private final World world = new World();

    @Test
    void what_was_said_to_run_runs_is_routed_and_looks_like_an_old_deployment() {
        world.haloyd.app("shop").running("v1", 2, "shop.example.test", "www.example.test");
        RunningVersion running = world.haloyd.running("shop").orElseThrow();
        assertThat(running.tag()).isEqualTo("v1");
        assertThat(running.image()).isEqualTo("shop:v1");
        assertThat(running.replicas()).isEqualTo(2);
        assertThat(running.deploymentId()).hasSize(26).isLessThan(world.newId());
        assertThat(world.statusLine("shop")).isEqualTo("running " + running.deploymentId());
        assertThat(world.haloyd.serving("shop")).containsExactly(running.deploymentId());
        assertThat(world.haloyd.fate(running.deploymentId())).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.containers("shop").get(0).domains())
                .containsExactly("shop.example.test", "www.example.test");
    }

    @Test
    void a_layout_says_how_many_run_and_whom_they_serve() {
        world.haloyd.app("shop").running("v1", replicas(3));
        world.haloyd.app("blog").running("v1", replicas(2).serving("a.example.test", "b.example.test"));
        world.haloyd.app("jobs").running("v1", replicas(1).serving());

        assertThat(world.haloyd.running("shop").orElseThrow().replicas()).isEqualTo(3);
        assertThat(world.haloyd.containers("shop").get(0).domains()).containsExactly("shop.example.test");
        assertThat(world.haloyd.containers("blog"))
                .hasSize(2)
                .allMatch(container -> container.domains().equals(List.of("a.example.test", "b.example.test")));
        assertThat(world.haloyd.serving("jobs")).isEmpty();
        assertThat(replicas(2).serving("a.example.test")).hasToString("2 containers for a.example.test");
        assertThat(replicas(1).serving()).hasToString("1 container without domains");
        assertThatThrownBy(() -> replicas(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_clock_that_is_wrong_dates_answers_and_entries_and_changes_no_pause() {
        world.haloyd.clockAhead(Duration.ofHours(2));
        Instant shown = world.time.instant().plus(Duration.ofHours(2));

        String id = world.deploy(world.body("shop"));
        LogStream log = world.followDeployment(id);
        world.time.advance(Duration.ofSeconds(10));

        assertThat(log.entries)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(
                                Instant.parse(entry.json().get("timestamp").asText()))
                        .isBetween(shown, shown.plusSeconds(10)));
        assertThat(world.haloyd.declaredEnds(id)).containsExactly(true);
        assertThat(world.get("/health").headers().firstValue("Date"))
                .hasValueSatisfying(date -> assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                        .isBetween(shown, shown.plusSeconds(11)));
    }

    @Test
    void a_full_disk_has_no_room() {
        world.haloyd.storage().full();

        assertThat(World.parse(world.post("/v1/images/disk-space-check", "{\"uploadSizeBytes\":1}")
                                .body())
                        .get("ok")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void deaths_of_the_daemon_are_counted() {
        assertThat(world.haloyd.restarts()).isZero();
        world.haloyd.restart();
        world.time.advance(Duration.ofSeconds(10));
        assertThat(world.haloyd.restarts()).isEqualTo(1);
    }

    @Test
    void a_given_deployment_id_is_kept_and_cannot_be_used_twice() {
        world.haloyd.app("shop").runningAs("d-41", "v1", 1);
        assertThat(world.statusLine("shop")).isEqualTo("running d-41");
        assertThatThrownBy(() -> world.haloyd.app("shop").runningAs("d-41", "v1", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scripts_for_the_next_deployment_go_before_those_for_the_app_and_those_before_the_image() {
        world.haloyd.image("shop:v2").unhealthy();
        world.haloyd.app("shop").nextDeployment(Behaviour.healthy());
        assertThat(deploy()).isTrue();
        assertThat(deploy()).isFalse();
        world.haloyd.app("shop").everyDeployment(Behaviour.healthy());
        assertThat(deploy()).isTrue();
    }

    private boolean deploy() {
        String id = world.deployAndWait(world.body("shop").domain("shop.example.test"));
        return world.haloyd.declaredEnds(id).get(0);
    }

    @Test
    void servers_are_found_by_address_however_it_is_written() {
        EmbeddedHaloyd other = world.servers.add("http://127.0.0.1:9922/", "t");
        assertThat(world.servers.at("127.0.0.1:9922")).isSameAs(other);
        assertThat(world.servers.at("HALOY.example.test")).isSameAs(world.haloyd);
        assertThat(world.servers.all()).containsExactly(world.haloyd, other);
        assertThatThrownBy(() -> world.servers.at("nowhere.example.test"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("127.0.0.1:9922");
        assertThatThrownBy(() -> world.servers.add("127.0.0.1:9922", "t")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void there_is_no_in_memory_client_outside_virtual_time() {
        try (EmbeddedHaloyds servers = EmbeddedHaloyds.on(world.time)) {
            servers.add("real.example.test", "t");
            assertThatThrownBy(servers::httpClient).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void unknown_versions_are_refused() {
        assertThatThrownBy(() -> world.servers.add("x.example.test", "t", options -> options.version("2.0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_log_can_be_read_as_text() {
        String id = world.deployAndWait(world.body("shop"));
        assertThat(world.haloyd.log()).anyMatch(line -> line.contains(id) && line.contains("Deployed shop"));
    }
}
