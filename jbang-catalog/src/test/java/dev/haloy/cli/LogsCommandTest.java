package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.Haloy;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;
    private final EmbeddedHaloyd eu;
    private final EmbeddedHaloyd us;

    LogsCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx:1
                targets:
                  eu: {server: eu.example.com, domains: [{domain: my-app.example.test}]}
                  us: {server: us.example.com}
                """);
        eu = bench.server("eu.example.com");
        us = bench.server("us.example.com");
        eu.app("my-app").running("v1").prints("one\ntwo\nthree");
        bench.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void shows_the_last_lines_as_they_are_and_ends() {
        assertThat(bench.run(captured, "logs", "-t", "eu", "--no-follow", "--tail", "2"))
                .as(captured.err())
                .isZero();
        assertThat(captured.out()).isEqualTo("two\nthree\n");
    }

    @Test
    void several_targets_stand_in_front_of_their_lines_and_one_that_does_not_run_hides_no_other() {
        assertThat(bench.run(captured, "logs", "--all", "--no-follow")).isEqualTo(1);
        assertThat(captured.out()).contains("eu  one\n");
        assertThat(captured.err()).contains("us  ").contains("404");
    }

    @Test
    void what_would_steer_a_terminal_is_spelled_out_unless_raw() {
        eu.app("my-app").prints("\u001b[2Jgone");
        bench.time.advance(Duration.ofSeconds(1));

        bench.run(captured, "logs", "-t", "eu", "--no-follow", "--tail", "1");
        assertThat(captured.out()).isEqualTo("\\u001b[2Jgone\n");

        Captured raw = Captured.plain();
        bench.run(raw, "logs", "-t", "eu", "--no-follow", "--tail", "1", "--raw");
        assertThat(raw.out()).isEqualTo("\u001b[2Jgone\n");
    }

    @Test
    void all_containers_are_told_apart_and_one_can_be_chosen() throws Exception {
        us.app("my-app").running("v1", 2).prints("hello");
        bench.time.advance(Duration.ofSeconds(1));

        bench.run(captured, "logs", "-t", "us", "--no-follow", "--tail", "1", "--all-containers");
        assertThat(captured.out().lines()).hasSize(2).allMatch(line -> line.matches("\\[[0-9a-f]{12}] hello"));

        String id = captured.out().substring(1, 13);
        Captured json = Captured.plain();
        bench.run(json, "logs", "-t", "us", "--no-follow", "--tail", "1", "--container", id, "--output", "json");
        JsonNode lines = new ObjectMapper().readTree(json.out()).at("/targets/0/lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.at("/0/containerId").asText()).startsWith(id);
    }

    @Test
    void following_shows_every_line_once_although_the_stream_breaks() {
        eu.fault(FaultRule.next(Endpoint.CONTAINER_LOGS, Fault.cutAfter(4)));
        bench.time.after(Duration.ofSeconds(5), () -> eu.app("my-app").prints("four"));
        bench.time.after(Duration.ofSeconds(6), () -> eu.app("my-app").prints("five"));
        bench.time.after(Duration.ofSeconds(20), () -> eu.app("my-app").prints("six"));
        interruptAfter(Duration.ofSeconds(30));

        assertThat(bench.run(captured, "logs", "-t", "eu", "--raw", "--tail", "3"))
                .isEqualTo(130);

        assertThat(captured.out()).isEqualTo("one\ntwo\nthree\nfour\nfive\nsix\n");
        assertThat(captured.err()).contains("trying again");
        assertThat(eu.openStreams()).isZero();
    }

    @Test
    void following_goes_on_when_the_daemon_restarts() {
        bench.time.after(Duration.ofSeconds(5), eu::restart);
        bench.time.after(Duration.ofSeconds(20), () -> eu.app("my-app").prints("four"));
        interruptAfter(Duration.ofSeconds(40));

        bench.run(captured, "logs", "-t", "eu", "--raw", "--tail", "3");

        assertThat(captured.out()).isEqualTo("one\ntwo\nthree\nfour\n");
    }

    @Test
    void following_goes_on_with_the_containers_of_a_new_deployment() {
        bench.time.after(
                Duration.ofSeconds(5),
                () -> Haloy.load(Path.of("haloy.yaml"), bench.world())
                        .target("eu")
                        .deployAsync());
        interruptAfter(Duration.ofMinutes(2));

        bench.run(captured, "logs", "-t", "eu");

        assertThat(captured.out().lines().filter("listening"::equals))
                .as(captured.everything())
                .hasSize(2);
        assertThat(captured.err()).contains("the containers have stopped; trying again");
    }

    @Test
    void following_ends_with_1_when_nothing_runs_at_the_beginning() {
        assertThat(bench.run(captured, "logs", "-t", "us")).isEqualTo(1);
        assertThat(captured.err()).contains("404");
    }

    @Test
    void contradictions_are_wrong_usage() {
        assertThat(bench.run(captured, "logs", "-t", "eu", "--container", "a", "--all-containers"))
                .isEqualTo(2);
        assertThat(bench.run(captured, "logs", "-t", "eu", "--tail", "0")).isEqualTo(2);
        assertThat(bench.run(captured, "logs", "-t", "eu", "--output", "json")).isEqualTo(2);
    }

    private void interruptAfter(Duration duration) {
        bench.interrupts = action -> {
            bench.time.after(duration, action);
            return () -> {};
        };
    }
}
