package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {
    private final World world = new World();

    private HttpResponse<String> stop(String target) {
        return world.send(world.request("/v1/stop/" + target).POST(BodyPublishers.noBody()));
    }

    @Test
    void answers_at_once_and_stops_afterwards() {
        world.haloyd.app("shop").running("v1", 2);
        HttpResponse<String> answer = stop("shop");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(world.statusLine("shop")).startsWith("running ");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.statusLine("shop")).startsWith("exited ");
        assertThat(world.haloyd.containers("shop")).hasSize(2);
    }

    @Test
    void accepts_apps_that_do_not_exist() {
        assertThat(stop("nobody").statusCode()).isEqualTo(202);
    }

    @Test
    void gives_containers_that_ignore_the_signal_twenty_seconds_each() {
        Behaviour stubborn = Behaviour.healthy().stopTakes(Duration.ofMinutes(5));
        world.haloyd.app("shop").nextDeployment(stubborn);
        world.deployAndWait(world.body("shop").replicas(2));
        stop("shop");
        world.time.advance(Duration.ofSeconds(39));
        assertThat(world.statusLine("shop")).startsWith("running ");
        world.time.advance(Duration.ofSeconds(2));
        assertThat(world.statusLine("shop")).startsWith("exited ");
    }

    @Test
    void removes_containers_and_volumes_only_when_asked_for_both() {
        String id = world.deployAndWait(world.body("shop")
                .target(target -> target.putArray("volumes").add("data:/data").add("/srv:/srv")));
        assertThat(world.haloyd.storage().volumes("shop")).containsExactly("data");
        stop("shop?remove-volumes=true");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.haloyd.storage().volumes("shop")).containsExactly("data");
        assertThat(world.statusLine("shop")).isEqualTo("exited " + id);
        stop("shop?remove-containers=1");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.statusLine("shop")).isEqualTo("exited " + id);
        stop("shop?remove-containers=true&remove-volumes=true");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.statusLine("shop")).isEqualTo("404");
        assertThat(world.haloyd.storage().volumes("shop")).isEmpty();
    }

    @Test
    void is_told_only_in_the_server_stream_and_without_a_deployment_id() {
        world.haloyd.app("shop").running("v1", 2);
        LogStream server = world.follow("/v1/server-logs");
        stop("shop?remove-containers=true");
        world.time.advance(Duration.ofSeconds(1));
        List<LogStream.Entry> entries = server.entries.stream()
                .filter(entry -> entry.json().path("appName").asText().equals("shop"))
                .toList();
        assertThat(entries).hasSize(2).allMatch(entry -> entry.id().isEmpty());
        assertThat(entries.get(0).field("stopped_count")).isEqualTo("2");
        assertThat(entries.get(1).field("removed_count")).isEqualTo("2");
    }

    @Test
    void leaves_a_stopped_app_without_visitors() {
        world.haloyd.app("shop").running("v1");
        assertThat(world.haloyd.serving("shop")).hasSize(1);
        stop("shop");
        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.haloyd.serving("shop")).isEmpty();
    }
}
