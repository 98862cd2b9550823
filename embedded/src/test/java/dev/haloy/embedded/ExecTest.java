package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.ExecResult;
import dev.haloy.embedded.script.ExecutedCommand;
import dev.haloy.embedded.script.Quirk;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecTest {
    private static final String ECHO = "{\"command\":[\"echo\",\"hi\"]}";

    private final World world = new World();

    private HttpResponse<String> exec(String body) {
        return world.post("/v1/exec/shop", body);
    }

    @Test
    void a_scripted_command_gives_its_result_even_if_it_fails() {
        world.haloyd
                .app("shop")
                .running("v1")
                .exec((command, id) -> new ExecResult(3, command.get(1) + "\n", "broken <1>\n", Duration.ofSeconds(2)));
        HttpResponse<String> answer = exec(ECHO);
        assertThat(answer.statusCode()).isEqualTo(200);
        String id = world.haloyd.containers("shop").get(0).id();
        assertThat(answer.body())
                .isEqualTo("{\"results\":[{\"containerId\":\"" + id.substring(0, 12)
                        + "\",\"exitCode\":3,\"stdout\":\"hi\\n\",\"stderr\":\"broken \\u003c1\\u003e\\n\"}]}\n");
        assertThat(Duration.between(World.START, world.time.instant())).isEqualTo(Duration.ofMillis(2050));
    }

    @Test
    void all_containers_run_it_at_the_same_time() {
        world.haloyd
                .app("shop")
                .running("v1", 3)
                .exec((command, id) -> ExecResult.prints(id).after(Duration.ofSeconds(5)));
        JsonNode results = World.parse(
                exec("{\"command\":[\"id\"],\"allContainers\":true}").body());
        assertThat(results.get("results")).hasSize(3);
        assertThat(Duration.between(World.START, world.time.instant())).isLessThan(Duration.ofSeconds(6));
        assertThat(world.haloyd.app("shop").executed())
                .extracting(ExecutedCommand::containerId)
                .containsExactlyElementsOf(world.haloyd.containers("shop").stream()
                        .map(ContainerView::id)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "{\"command\":[]}|400",
                "{\"command\":\"ls\"}|400",
                "{\"command\":[\"ls\"],\"tty\":true}|400",
                "{\"command\":[\"ls\"],\"containerId\":\"zz\"}|400",
                "{\"command\":[\"ls\"],\"containerId\":\"a\",\"allContainers\":true}|400"
            })
    void requests_that_make_no_sense_are_refused(String body, int status) {
        world.haloyd.app("shop").running("v1");
        assertThat(exec(body).statusCode()).isEqualTo(status);
        assertThat(world.haloyd.app("shop").executed()).isEmpty();
    }

    @Test
    void nothing_running_and_no_docker_look_alike() {
        assertThat(exec(ECHO).statusCode()).isEqualTo(404);
        world.haloyd.app("shop").running("v1");
        world.haloyd.dockerReachable(false);
        assertThat(exec(ECHO).statusCode()).isEqualTo(404);
    }

    @Test
    void behind_a_proxy_a_minute_ends_in_its_page_while_the_command_goes_on() {
        world.haloyd
                .app("shop")
                .running("v1")
                .exec((command, id) -> ExecResult.prints("done").after(Duration.ofSeconds(66)));
        HttpResponse<String> answer = exec(ECHO);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(Duration.between(World.START, world.time.instant())).isEqualTo(Duration.ofSeconds(60));
        assertThat(world.haloyd.app("shop").executed()).hasSize(1);
    }

    @Test
    void without_a_proxy_a_minute_spoils_the_result_but_not_the_command() {
        World direct = new World(options -> options.without(Quirk.PROXY));
        direct.haloyd
                .app("shop")
                .running("v1")
                .exec((command, id) -> ExecResult.prints("done").after(Duration.ofSeconds(66)));
        JsonNode result = World.parse(direct.post("/v1/exec/shop", ECHO).body())
                .get("results")
                .get(0);
        assertThat(result.get("exitCode").asInt()).isEqualTo(1);
        assertThat(result.get("stdout").asText()).isEqualTo("done");
        assertThat(result.get("error").asText()).isNotEmpty();
    }

    @Test
    void a_command_whose_container_goes_down_is_killed() {
        world.haloyd
                .app("shop")
                .running("v1")
                .exec((command, id) -> ExecResult.prints("").after(Duration.ofSeconds(10)));
        world.time.after(
                Duration.ofSeconds(3),
                () -> world.client.sendAsync(
                        world.request("/v1/stop/shop")
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding()));
        assertThat(exec(ECHO).body()).contains("\"exitCode\":137");
    }

    @Test
    void a_daemon_that_dies_meanwhile_looks_like_one_that_takes_too_long() {
        world.haloyd
                .app("shop")
                .running("v1")
                .exec((command, id) -> ExecResult.prints("").after(Duration.ofSeconds(10)));
        world.time.after(Duration.ofSeconds(1), world.haloyd::restart);
        assertThat(exec(ECHO).statusCode()).isEqualTo(503);
        assertThat(Duration.between(World.START, world.time.instant())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_program_that_does_not_exist_is_reported_on_the_ordinary_output() {
        world.haloyd.app("shop").running("v1").exec((command, id) -> ExecResult.noSuchProgram(command.get(0)));
        JsonNode result = World.parse(exec(ECHO).body()).get("results").get(0);
        assertThat(result.get("exitCode").asInt()).isEqualTo(126);
        assertThat(result.get("stdout").asText()).contains("echo").endsWith("\r\n");
    }
}
