package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that bring their own servers, over real HTTP. */
class EmbeddedServersTest {
    private final Captured captured = Captured.plain();

    @TempDir
    private Path folder;

    @Test
    void the_demo_deploys_the_page_to_three_servers() throws IOException {
        int exit = Cli.run(session(Interrupts.NEVER), "demo", "--output", "json");
        DocumentedOutput.check(captured.out(), "--output", "json");

        assertThat(exit).as(captured.everything()).isZero();
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/targets").findValuesAsText("server"))
                .containsExactly("prod.haloy.com", "staging.haloy.com", "dev.haloy.com");
        assertThat(json.at("/targets").findValuesAsText("outcome")).containsExactly("deployed", "deployed", "deployed");
        assertThat(captured.everything()).doesNotContain("s3cret");
    }

    @Test
    void the_demo_shows_what_a_failure_looks_like() {
        int exit = Cli.run(session(Interrupts.NEVER), "demo", "--break", "staging");

        assertThat(exit).isEqualTo(1);
        assertThat(captured.everything()).contains("cannot reach the database").contains("now running 01");
    }

    @Test
    void the_demo_shows_its_file() {
        assertThat(Cli.run(session(Interrupts.NEVER), "demo", "--show-config")).isZero();
        assertThat(captured.out()).contains("onepassword:prod-db.url");
    }

    @Test
    void a_dev_server_answers_until_it_is_interrupted() throws Exception {
        CompletableFuture<Integer> asked = new CompletableFuture<>();
        Interrupts afterOneRequest = action -> {
            HttpClient.newHttpClient()
                    .sendAsync(health(port()), BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        asked.complete(failure == null ? answer.statusCode() : -1);
                        action.run();
                    });
            return () -> {};
        };

        int exit = Cli.run(session(afterOneRequest), "dev-server", "--port", "0", "--output", "json");
        DocumentedOutput.check(captured.out(), "--output", "json");

        assertThat(exit).isZero();
        assertThat(asked.get()).isEqualTo(200);
    }

    @Test
    void a_fast_dev_server_tells_what_it_is_asked() throws Exception {
        CompletableFuture<Integer> asked = new CompletableFuture<>();
        Interrupts afterOneRequest = action -> {
            String line = captured.out().lines().findFirst().orElseThrow();
            int port = Integer.parseInt(line.replaceAll(".*localhost:(\\d+).*", "$1"));
            HttpClient.newHttpClient()
                    .sendAsync(health(port), BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        asked.complete(failure == null ? answer.statusCode() : -1);
                        action.run();
                    });
            return () -> {};
        };

        assertThat(Cli.run(session(afterOneRequest), "dev-server", "--port", "0", "--fast"))
                .isZero();
        assertThat(asked.get()).isEqualTo(200);
        assertThat(captured.out()).contains("GET /health -> 200");
    }

    @Test
    void a_port_that_is_taken_is_said_in_a_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            int exit = Cli.run(session(Interrupts.NEVER), "dev-server", "--port", port);

            assertThat(exit).isEqualTo(1);
            assertThat(captured.err()).startsWith("x cannot listen on port " + port);
        }
    }

    private int port() {
        try {
            return new ObjectMapper().readTree(captured.out()).get("port").asInt();
        } catch (IOException e) {
            throw new AssertionError(captured.out(), e);
        }
    }

    private static HttpRequest health(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .build();
    }

    private Session session(Interrupts interrupts) {
        World world = World.builder()
                .processes(new FakeShell())
                .environment(new Environment(Map.of(), folder, folder))
                .ownLanes()
                .build();
        return new Session(world, captured.console(), interrupts);
    }
}
