package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;

    StatusCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx:1
                env: [{name: A, from: {env: NOT_SET}}]
                targets:
                  eu: {server: eu.example.com, protected: true}
                  us: {server: us.example.com}
                """);
    }

    @Test
    void says_what_every_server_runs_and_reads_no_secret_of_the_app() {
        bench.server("eu.example.com").app("my-app").running("v1", 2, "eu.my-app.com");
        bench.server("us.example.com").app("my-app").running("v1");

        assertThat(bench.run(captured, "status", "--all")).as(captured.err()).isZero();
        assertThat(captured.out())
                .containsPattern("eu +my-app +eu.example.com +running +\\S+ +2 +eu.my-app.com")
                .containsPattern("us +my-app +us.example.com +running +\\S+ +1 ");
    }

    @Test
    void an_app_that_is_not_there_exits_with_1() {
        bench.server("us.example.com");

        assertThat(bench.run(captured, "status", "-t", "us")).isEqualTo(1);
        assertThat(captured.out()).contains("not there");
    }

    @Test
    void a_server_that_cannot_say_hides_no_other() throws Exception {
        bench.server("eu.example.com").app("my-app").running("v1");

        assertThat(bench.run(captured, "status", "--all", "--output", "json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/targets/0/running").asBoolean()).isTrue();
        assertThat(json.at("/targets/1/problem").asText()).contains("haloy server add us.example.com");
        assertThat(captured.out()).doesNotContain(Bench.TOKEN);
    }

    @Test
    void all_and_names_exclude_each_other() {
        assertThat(bench.run(captured, "status", "--all", "-t", "eu")).isEqualTo(2);
        assertThat(captured.err()).contains("exclude each other");
    }

    @Test
    void watching_shows_a_status_only_when_it_has_changed() {
        bench.server("eu.example.com").app("my-app").running("v1");
        bench.time.after(
                Duration.ofSeconds(12),
                () -> bench.servers.at("eu.example.com").app("my-app").running("v2"));
        bench.interrupts = action -> {
            bench.time.after(Duration.ofSeconds(40), action);
            return () -> {};
        };

        assertThat(bench.run(captured, "status", "-t", "eu", "--watch")).isEqualTo(130);

        assertThat(captured.out().lines().filter(line -> line.startsWith("TARGET")))
                .hasSize(2);
    }

    @Test
    void one_object_is_not_enough_for_watching() {
        assertThat(bench.run(captured, "status", "--all", "--watch", "--output", "json"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("jsonl");
    }
}
