package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.lock.LockStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteCommandTest {
    private static final String FILE = """
            name: my-app
            image: ghcr.io/my-org/my-app:v2
            targets:
              staging: {server: staging.example.com}
              eu: {server: eu.example.com, replicas: 2}
              us: {server: us.example.com}
            """;

    private final Captured captured = Captured.plain();
    private Bench bench;

    @BeforeEach
    void write(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file(FILE);
        for (String name : new String[] {"staging", "eu", "us"}) {
            bench.server(name + ".example.com");
        }
    }

    private String image(String target) {
        return bench.servers
                .at(target + ".example.com")
                .running("my-app")
                .orElseThrow()
                .image();
    }

    @Test
    void what_runs_at_staging_is_deployed_to_others() {
        bench.run(Captured.plain(), "deploy", "--target", "staging");
        bench.file(FILE.replace(":v2", ":v3"));

        assertThat(bench.run(captured, "promote", "staging", "eu", "us")).isZero();

        assertThat(captured.out()).contains("2 of 2 targets run their new version");
        assertThat(image("eu")).contains("my-app:v2");
        assertThat(image("us")).contains("my-app:v2");
    }

    @Test
    void a_plan_of_it_is_shown_and_nothing_is_sent() {
        bench.run(Captured.plain(), "deploy", "--target", "staging");
        bench.file(FILE.replace(":v2", ":v3"));

        assertThat(bench.run(captured, "promote", "staging", "eu", "--plan", "--output", "json"))
                .isZero();

        assertThat(Json.parse(captured.out()).at("/targets/0/then/image").asText())
                .isEqualTo("ghcr.io/my-org/my-app:v2");
        assertThat(bench.servers.at("eu.example.com").running("my-app")).isEmpty();
    }

    @Test
    void a_plan_of_it_that_was_written_down_promotes_what_was_shown() {
        bench.run(Captured.plain(), "deploy", "--target", "staging");
        bench.file(FILE.replace(":v2", ":v3"));
        bench.run(Captured.plain(), "promote", "staging", "eu", "--plan", "--out", "promotion.json");
        bench.run(Captured.plain(), "deploy", "--target", "staging");

        assertThat(bench.run(captured, "deploy", "--plan", "promotion.json")).isZero();

        assertThat(image("staging")).contains("my-app:v3");
        assertThat(image("eu")).contains("my-app:v2");
        assertThat(bench.run(Captured.plain(), "promote", "staging", "us", "--out", "p.json"))
                .isEqualTo(2);
    }

    @Test
    void it_waits_for_a_lock_that_somebody_else_holds() {
        bench.run(Captured.plain(), "deploy", "--target", "staging");
        LockStore locks = LockStore.in(bench.folder.resolve("locks"));
        locks.take("eu.example.com/my-app", "a colleague", Duration.ofHours(1), bench.time);

        assertThat(bench.run(captured, "promote", "staging", "eu", "--lock", "locks", "--lock-wait", "5s"))
                .isEqualTo(1);

        assertThat(captured.out()).contains("a colleague");
        assertThat(bench.servers.at("eu.example.com").running("my-app")).isEmpty();
        assertThat(bench.run(Captured.plain(), "promote", "staging", "eu", "--lock-wait", "5s"))
                .isEqualTo(2);
    }

    @Test
    void what_nobody_here_has_deployed_is_refused_with_what_to_do() {
        bench.servers.at("staging.example.com").app("my-app").running("v2", 1, "x.example.com");

        assertThat(bench.run(captured, "promote", "staging", "eu")).isEqualTo(2);

        assertThat(captured.err()).contains("deployed elsewhere", "deploy staging from here first");
        assertThat(bench.run(Captured.plain(), "promote", "staging", "staging")).isEqualTo(2);
        assertThat(bench.run(Captured.plain(), "promote", "staging")).isEqualTo(2);
    }
}
