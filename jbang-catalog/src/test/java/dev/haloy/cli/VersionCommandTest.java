package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionCommandTest {
    private static final SelectorLoop LOOP = new SelectorLoop(1);

    private final Captured captured = Captured.plain();
    private final Path folder;
    private final Bench bench;

    VersionCommandTest(@TempDir Path folder) {
        this.folder = folder;
        bench = new Bench(folder);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(captured.out());
    }

    @Test
    void a_check_asks_the_known_servers_what_they_run() throws Exception {
        bench.server("eu.example.com");
        bench.servers.add("us.example.com", Bench.TOKEN, options -> options.version("v0.1.0-beta.900"));
        bench.run(Captured.plain(), "server", "add", "us.example.com", Bench.TOKEN);

        assertThat(bench.run(captured, "version", "--check", "--output", "json"))
                .as(captured.err())
                .isZero();

        assertThat(json().get("version").asText()).isNotEmpty();
        assertThat(json().has("newest")).isFalse();
        assertThat(json().at("/servers/0/newerThanKnown").asBoolean()).isFalse();
        assertThat(json().at("/servers/1/newerThanKnown").asBoolean()).isTrue();
        Captured human = Captured.wide(200);
        bench.run(human, "version", "--check");
        assertThat(human.out()).contains("us.example.com  v0.1.0-beta.900 (newer than this program knows)");
    }

    @Test
    void a_check_names_the_keys_that_a_server_is_too_old_for() {
        bench.servers.add("old.example.com", Bench.TOKEN, options -> options.version("v0.1.0-beta.20"));
        bench.run(Captured.plain(), "server", "add", "old.example.com", Bench.TOKEN);
        bench.file("{name: my-app, image: {repository: nginx, pull_policy: always}, server: old.example.com}");

        assertThat(bench.run(captured, "version", "--check", "-c", "haloy.yaml"))
                .isZero();

        assertThat(captured.out()).contains("image.pull_policy");
    }

    @Test
    void a_server_that_does_not_answer_is_said_in_the_exit_status() {
        bench.run(captured, "server", "add", "gone.example.com", Bench.TOKEN, "--no-check");

        assertThat(bench.run(captured, "version", "--check")).isEqualTo(1);
        assertThat(bench.run(captured, "version", "-c", "haloy.yaml")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "v99.0.0, there is a newer release: v99.0.0",
        "{'tag_name': '99.0.0'}, there is a newer release: 99.0.0",
        "{'version': '0.0.1'}, that is the newest release"
    })
    void the_newest_release_is_asked_for_where_a_setting_says(String page, String said) {
        assertThat(askingFor(page.replace('\'', '"'), 200)).isZero();
        assertThat(captured.everything()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"no idea, 200", "{}, 200", "v1, 404"})
    void a_page_that_does_not_know_is_trouble(String page, int status) {
        assertThat(askingFor(page, status)).isEqualTo(1);
        assertThat(captured.err()).contains("127.0.0.1").contains("answered with");
    }

    @Test
    void an_address_that_is_none_is_wrong_usage() {
        bench.variables.put("HALOY_RELEASES", "not an address");

        assertThat(bench.run(captured, "version", "--check")).isEqualTo(2);
        assertThat(captured.err()).contains("HALOY_RELEASES");
    }

    private int askingFor(String page, int status) {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        try (HttpFront front = HttpFront.listen(LOOP, 0, (request, answer) -> {
            answer.head(status, List.of(Map.entry("Content-Length", Integer.toString(body.length))));
            answer.write(body);
            answer.finish();
        })) {
            World world = World.builder()
                    .environment(new Environment(
                            Map.of(
                                    "HALOY_CONFIG_DIR",
                                    folder.toString(),
                                    "HALOY_RELEASES",
                                    "http://127.0.0.1:" + front.port() + "/newest"),
                            folder,
                            folder))
                    .build();
            return Cli.run(new Session(world, captured.console(), Interrupts.NEVER), "version", "--check");
        }
    }
}
