package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import dev.haloy.embedded.script.ExecResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperateCommandsTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;
    private final EmbeddedHaloyd eu;
    private final EmbeddedHaloyd us;

    OperateCommandsTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx:1
                env: [{name: A, from: {env: NOT_SET}}]
                targets:
                  eu: {server: eu.example.com, protected: true}
                  us: {server: us.example.com}
                """);
        eu = bench.server("eu.example.com");
        us = bench.server("us.example.com");
    }

    /** Method, path with query, and body, of everything a server was asked since it was known. */
    private static List<String> asked(EmbeddedHaloyd server) {
        return server.requests().stream()
                .filter(request -> !request.target().equals("/v1/version"))
                .map(OperateCommandsTest::line)
                .toList();
    }

    private static String line(ReceivedRequest request) {
        return (request.method() + " " + request.target() + " " + request.body()).strip();
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(captured.out());
    }

    @Test
    void exec_sends_what_the_original_sends_and_passes_output_and_status_on() {
        us.app("my-app")
                .running("v1")
                .exec((command, id) -> new ExecResult(3, "to stdout\n", "to stderr\n", Duration.ZERO));

        assertThat(bench.run(captured, "exec", "-t", "us", "--", "/app", "fail", "--now"))
                .isEqualTo(3);

        assertThat(asked(us)).containsExactly("POST /v1/exec/my-app {\"command\":[\"/app\",\"fail\",\"--now\"]}");
        assertThat(captured.out()).isEqualTo("to stdout\n");
        assertThat(captured.err()).isEqualTo("to stderr\n");
    }

    @Test
    void exec_in_all_containers_says_which_is_which() {
        us.app("my-app").running("v1", 2).exec((command, id) -> ExecResult.prints("both\n"));

        assertThat(bench.run(captured, "exec", "-t", "us", "--all-containers", "--", "echo", "both"))
                .isZero();

        assertThat(asked(us))
                .containsExactly("POST /v1/exec/my-app {\"command\":[\"echo\",\"both\"],\"allContainers\":true}");
        assertThat(captured.out().lines().filter("both"::equals)).hasSize(2);
    }

    @Test
    void exec_has_a_status_of_its_own_for_trouble_of_its_own_and_shows_all_targets_in_order() throws Exception {
        us.app("my-app").running("v1");

        assertThat(bench.run(captured, "exec", "--all", "--output", "json", "--", "true"))
                .isEqualTo(125);

        assertThat(json().at("/exitStatus").asInt()).isEqualTo(125);
        assertThat(json().at("/targets/0/problem").asText()).contains("404");
        assertThat(json().at("/targets/1/containers/0/exitCode").asInt()).isZero();
        assertThat(bench.run(Captured.plain(), "exec", "-t", "us")).isEqualTo(125);
        assertThat(bench.run(Captured.plain(), "exec", "--nonsense", "--", "true"))
                .isEqualTo(125);
        assertThat(bench.run(Captured.plain(), "exec", "-t", "nobody", "--", "true"))
                .isEqualTo(125);
    }

    @Test
    void pruning_only_plans_until_it_is_told_to() {
        us.app("my-app").running("v1");

        assertThat(bench.run(captured, "prune-images", "-t", "us"))
                .as(captured.err())
                .isZero();
        assertThat(bench.run(captured, "prune-images", "-t", "us", "--keep", "2", "--yes"))
                .isZero();

        assertThat(asked(us))
                .containsExactly(
                        "POST /v1/images/prune {\"appName\":\"my-app\",\"keep\":6}",
                        "POST /v1/images/prune {\"appName\":\"my-app\",\"keep\":2,\"apply\":true}");
        assertThat(bench.run(captured, "prune-images", "-t", "us", "--keep", "-1"))
                .isEqualTo(2);
    }

    @Test
    void registry_commands_send_what_the_original_sends_and_show_no_password() {
        us.registry("registry.example.test").account("bot", "good");
        String[] on = {"--server", "us.example.com"};

        assertThat(registry(Captured.typing("good\n"), "login", "--username", "bot", "--password-stdin"))
                .isZero();
        assertThat(bench.run(captured, "server", "registry", "list", on[0], on[1]))
                .isZero();
        assertThat(captured.out()).contains("registry.example.test as bot");
        assertThat(registry(captured, "login", "-u", "bot", "-p", "wr0ng")).isEqualTo(1);
        assertThat(captured.err()).contains("prefer --password-stdin").contains("400");
        assertThat(registry(captured, "logout")).isZero();
        assertThat(registry(captured, "logout")).isEqualTo(1);

        assertThat(asked(us))
                .containsExactly(
                        "POST /v1/registries/login {\"server\":\"registry.example.test\",\"username\":\"bot\",\"password\":\"good\"}",
                        "GET /v1/registries",
                        "POST /v1/registries/login {\"server\":\"registry.example.test\",\"username\":\"bot\",\"password\":\"wr0ng\"}",
                        "POST /v1/registries/logout {\"server\":\"registry.example.test\"}",
                        "POST /v1/registries/logout {\"server\":\"registry.example.test\"}");
        assertThat(captured.everything()).doesNotContain("wr0ng").doesNotContain(": good");
    }

    private int registry(Captured into, String verb, String... options) {
        List<String> args = new ArrayList<>(List.of("server", "registry", verb, "registry.example.test"));
        args.addAll(List.of(options));
        args.addAll(List.of("--server", "us.example.com"));
        return bench.run(into, args.toArray(String[]::new));
    }

    @Test
    void without_a_password_or_with_two_nothing_is_sent() {
        assertThat(registry(captured, "login", "-u", "bot")).isEqualTo(2);
        assertThat(registry(captured, "login", "-u", "bot", "-p", "x", "--password-stdin"))
                .isEqualTo(2);
        assertThat(registry(captured, "login")).isEqualTo(2);
        assertThat(asked(us)).isEmpty();
    }

    @Test
    void an_account_goes_to_several_servers_only_if_that_was_said() {
        assertThat(bench.run(captured, "server", "registry", "list")).isEqualTo(2);
        assertThat(bench.run(captured, "server", "registry", "list", "--all")).isZero();
        assertThat(asked(eu)).containsExactly("GET /v1/registries");
        assertThat(asked(us)).containsExactly("GET /v1/registries");
    }

    @Test
    void server_version_asks_the_servers_of_all_targets() throws Exception {
        us.dockerReachable(true);
        assertThat(bench.run(captured, "server", "version", "--output", "json")).isZero();
        assertThat(json().at("/servers/0/server").asText()).isEqualTo("eu.example.com");
        assertThat(json().at("/servers/1/version").asText()).isEqualTo("dev");

        Captured table = Captured.plain();
        assertThat(bench.run(table, "server", "version", "--components", "-s", "us.example.com"))
                .isZero();
        assertThat(table.out()).contains("us.example.com", "layer-upload").doesNotContain("eu.example.com");
    }

    @Test
    void server_list_can_ask_the_servers_and_name_the_keys_they_are_too_old_for() throws Exception {
        bench.servers.add("old.example.com", Bench.TOKEN, options -> options.version("v0.1.0-beta.20"));
        bench.run(Captured.plain(), "server", "add", "old.example.com", Bench.TOKEN);
        bench.run(Captured.plain(), "server", "add", "gone.example.com", Bench.TOKEN, "--no-check");
        bench.file("old.yaml", """
                name: my-app
                image: {repository: nginx, pull_policy: always}
                server: old.example.com
                min_ready_seconds: 5
                """);

        assertThat(bench.run(captured, "server", "list", "--check", "-c", "old.yaml", "--output", "json"))
                .isEqualTo(1);

        assertThat(json().at("/servers/0/version").asText()).isEqualTo("dev");
        assertThat(json().at("/servers/2/version").asText()).isEqualTo("v0.1.0-beta.20");
        assertThat(json().at("/servers/2/tooOldFor").toString())
                .isEqualTo("[\"image.pull_policy\",\"min_ready_seconds\"]");
        assertThat(json().at("/servers/3/problem").asText()).contains("cannot be reached");
        Captured table = Captured.plain();
        bench.run(table, "server", "list", "--check", "-c", "old.yaml");
        assertThat(table.out()).contains("image.pull_policy, min_ready_seconds");
    }

    @Test
    void server_logs_show_what_servers_say_until_they_are_interrupted() {
        us.app("my-app").running("v1");
        bench.run(Captured.plain(), "stop", "-t", "us");
        bench.interrupts = action -> {
            bench.time.schedule(action, 30, java.util.concurrent.TimeUnit.SECONDS);
            return () -> {};
        };

        assertThat(bench.run(captured, "server", "logs", "-s", "us.example.com", "--access-logs"))
                .as(captured.err())
                .isEqualTo(130);
        assertThat(captured.out()).contains("my-app");
        assertThat(asked(us)).last().isEqualTo("GET /v1/server-logs?access-logs=true");

        Captured lines = Captured.plain();
        assertThat(bench.run(lines, "server", "logs", "--output", "jsonl")).isEqualTo(130);
        assertThat(lines.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
        assertThat(bench.run(captured, "server", "logs", "--output", "json")).isEqualTo(2);
    }

    @Test
    void a_tunnel_says_where_it_is_and_ends_when_it_is_interrupted() throws Exception {
        us.app("my-app").running("v1");
        bench.interrupts = action -> {
            action.run();
            return () -> {};
        };

        assertThat(bench.run(captured, "tunnel", "0", "-t", "us", "--output", "json"))
                .as(captured.err())
                .isEqualTo(130);

        assertThat(json().at("/localPort").asInt()).isPositive();
        assertThat(json().at("/remotePort").asInt()).isEqualTo(8080);
        assertThat(json().at("/server").asText()).isEqualTo("us.example.com");
    }

    @Test
    void a_tunnel_leads_to_one_target_from_one_port() {
        assertThat(bench.run(captured, "tunnel", "0")).isEqualTo(2);
        assertThat(bench.run(captured, "tunnel", "0", "--port", "0", "-t", "us"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "tunnel", "70000", "-t", "us")).isEqualTo(2);
        assertThat(bench.run(captured, "tunnel", "0", "-t", "us")).isEqualTo(1);
        assertThat(captured.err()).contains("my-app is not there on us.example.com");
    }

    @Test
    void the_status_of_fifty_servers_takes_one_round_trip() {
        List<String> targets = IntStream.range(0, 50)
                .mapToObj(i -> "  t%d: {server: s%d.example.com}\n".formatted(i, i))
                .toList();
        for (int i = 0; i < 50; i++) {
            EmbeddedHaloyd server = bench.server("s" + i + ".example.com");
            server.app("many").running("v1");
            server.latency(Duration.ofMillis(50));
        }
        bench.file("name: many\nimage: many:v1\ntargets:\n" + String.join("", targets));
        Instant before = bench.time.instant();

        assertThat(bench.run(captured, "status", "--all")).as(captured.err()).isZero();

        assertThat(Duration.between(before, bench.time.instant())).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
