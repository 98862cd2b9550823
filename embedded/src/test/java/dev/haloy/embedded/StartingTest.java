package dev.haloy.embedded;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.embedded.script.Behaviour.healthy;
import static dev.haloy.embedded.script.Behaviour.healthyAfter;
import static dev.haloy.embedded.script.Behaviour.noMarker;
import static dev.haloy.embedded.script.Behaviour.oneSickReplica;
import static dev.haloy.embedded.script.Behaviour.slowHealth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartingTest {
    private final World world = new World();

    private LogStream run(DeployBody body) {
        return world.followDeployment(world.deploy(body)).toEnd();
    }

    private DeployBody shop() {
        return world.body("shop").domain("shop.example.test");
    }

    @Test
    void a_slow_app_is_probed_with_growing_pauses_until_it_is_healthy() {
        world.haloyd.app("shop").nextDeployment(slowHealth(3));
        LogStream stream = run(shop());
        List<String> pauses = stream.entries.stream()
                .map(entry -> entry.field("backoff"))
                .filter(pause -> !pause.isEmpty())
                .toList();
        assertThat(pauses).containsExactly("500ms", "1s", "2s");
        assertThat(stream.succeeded()).isTrue();
    }

    @Test
    void an_app_that_needs_ten_seconds_makes_it_and_one_that_needs_thirty_does_not() {
        world.haloyd
                .app("shop")
                .nextDeployment(healthyAfter(Duration.ofSeconds(10)))
                .nextDeployment(healthyAfter(Duration.ofSeconds(30)));
        assertThat(run(shop()).succeeded()).isTrue();
        assertThat(run(shop()).failed()).isTrue();
    }

    @Test
    void some_replicas_healthy_and_some_not_is_declared_a_success_with_a_warning() {
        world.haloyd.app("shop").nextDeployment(oneSickReplica(2));
        LogStream stream = run(shop().replicas(2));
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.entries).anyMatch(entry -> entry.level().equals("WARN"));
        assertThat(world.haloyd.fate(stream.last().id())).isEqualTo(Fate.FAILED);
    }

    @Test
    void replicas_that_start_seconds_apart_bring_two_success_markers() {
        world.haloyd.app("shop").nextDeployment(healthy().startTakes(Duration.ofSeconds(6)));

        String id = world.deployAndWait(
                world.body("shop").domain("shop.example.test").replicas(2));

        assertThat(world.haloyd.declaredEnds(id)).containsExactly(true, true);
        assertThat(world.haloyd.working("shop")).isEqualTo(2);
    }

    @Test
    void the_minimum_ready_time_is_waited_for() {
        LogStream stream = run(shop().target(target -> target.put("minReadySeconds", 20)));
        assertThat(stream.entries).anyMatch(entry -> !entry.field("remaining").isEmpty());
        assertThat(stream.last().at()).isBetween(Duration.ofMillis(20_200), Duration.ofMillis(20_400));
    }

    @Test
    void a_pull_that_takes_too_long_fails_after_120_seconds() {
        world.haloyd.app("shop").nextDeployment(healthy().pullTakes(Duration.ofMinutes(5)));
        LogStream stream =
                run(shop().target(target -> target.withObject("/image").put("pullPolicy", "always")));
        assertThat(stream.failed()).isTrue();
        assertThat(stream.last().at()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void an_image_only_in_the_registry_is_pulled_unless_the_policy_is_never() {
        world.haloyd.image("shop:v2").pullTakes(Duration.ofSeconds(7));
        assertThat(run(shop()).failed()).isTrue();
        LogStream stream =
                run(shop().target(target -> target.withObject("/image").put("pullPolicy", "if_missing")));
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.entries.get(0).field("auth")).isEqualTo("none");
        assertThat(stream.entries.get(1).level()).isEqualTo("WARN");
    }

    @Test
    void an_uploaded_image_is_used_without_a_word() {
        LogStream stream = run(
                shop().target(target -> target.withObject("/image/buildConfig").put("push", "server")));
        assertThat(stream.entries.get(0).field("containerID")).hasSize(64);
    }

    @Test
    void an_upper_case_name_is_accepted_and_then_fails() {
        assertThat(run(world.body("Shop")).failed()).isTrue();
    }

    @Test
    void a_lost_marker_leaves_the_stream_open_although_all_went_well() {
        world.haloyd.app("shop").nextDeployment(noMarker());
        String id = world.deploy(shop());
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofMinutes(10));
        assertThat(stream.isOpen()).isTrue();
        assertThat(stream.comments).hasSize(21);
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void the_last_fifty_lines_of_a_failed_container_are_shown_however_long_they_are() {
        String[] lines = new String[80];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i + "x".repeat(4_000) + "<&>\u2028";
        }
        world.haloyd.app("shop").nextDeployment(failsHealthCheck().printing(lines));
        LogStream stream = run(shop());
        String logs = stream.entries.get(stream.entries.size() - 2).field("logs");
        assertThat(logs).startsWith("\n30x").endsWith("<&>\u2028").hasSizeGreaterThan(200_000);
        assertThat(stream.failed()).isTrue();
    }

    @Test
    void a_version_can_vanish_after_its_success() {
        world.haloyd.app("shop").nextDeployment(healthy().vanishesAfter(Duration.ofSeconds(5)));
        LogStream stream = run(shop());
        assertThat(stream.succeeded()).isTrue();
        assertThat(world.statusLine("shop")).startsWith("running");
        world.time.advance(Duration.ofSeconds(6));
        assertThat(world.statusLine("shop")).isEqualTo("404");
        assertThat(world.haloyd.fate(stream.last().id())).isEqualTo(Fate.REMOVED);
    }

    @Test
    void a_deployment_whose_events_were_missed_is_routed_later_but_never_declared_ended() {
        String id = world.deploy(shop());
        world.haloyd.dockerReachable(false);
        world.time.advance(Duration.ofSeconds(20));
        world.haloyd.dockerReachable(true);
        world.time.advance(Duration.ofSeconds(20));
        assertThat(world.haloyd.serving("shop")).containsExactly(id);
        assertThat(world.haloyd.declaredEnds(id)).isEmpty();
    }

    @Test
    void static_names_are_the_app_name_alone() {
        run(shop().replace().target(target -> target.put("namingStrategy", "static")));
        assertThat(world.haloyd.containers("shop"))
                .extracting(ContainerView::name)
                .containsExactly("shop");
    }

    @Test
    void a_new_volume_is_announced_once() {
        DeployBody body = shop();
        body.target(target -> target.putArray("volumes").add("data:/data").add("/srv:/srv"));
        LogStream first = run(body);
        assertThat(first.entries).anyMatch(entry -> entry.field("volume").equals("data"));
        DeployBody again = shop();
        again.target(target -> target.putArray("volumes").add("data:/data"));
        assertThat(run(again).entries).noneMatch(entry -> entry.field("volume").equals("data"));
    }

    @Test
    void two_apps_with_the_same_domain_are_rejected_by_the_proxy() {
        run(world.body("one").domain("same.example.test"));
        LogStream stream = run(world.body("two").domain("same.example.test"));
        assertThat(stream.failed()).isTrue();
        assertThat(world.haloyd.containers("two")).hasSize(1);
    }

    @Test
    void a_domain_without_certificate_gets_one() {
        world.haloyd.loseCertificate("shop.example.test");
        LogStream stream = run(shop());
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.entries)
                .filteredOn(entry -> entry.json().has("domains"))
                .hasSize(3);
    }

    @Test
    void without_docker_there_is_an_entry_but_no_end() {
        world.haloyd.dockerReachable(false);
        String id = world.deploy(shop());
        LogStream stream = world.followDeployment(id);
        world.time.advance(Duration.ofMinutes(5));
        assertThat(stream.isOpen()).isTrue();
        assertThat(stream.entries).extracting(LogStream.Entry::level).containsExactly("ERROR");
        assertThat(world.haloyd.fate(id)).isEqualTo(Fate.NEVER_STARTED);
    }
}
