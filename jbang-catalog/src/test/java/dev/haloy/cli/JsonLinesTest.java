package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;

    JsonLinesTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("name: my-app\nimage: nginx:1\nserver: eu.example.com\n");
    }

    @Test
    void a_deployment_tells_its_events_and_its_result_last() {
        bench.server("eu.example.com");

        bench.run(captured, "deploy", "--output", "jsonl");

        List<JsonNode> lines = lines();
        assertThat(lines.get(0).get("event").asText()).isEqualTo("run_started");
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("event").asText()).isEqualTo("target_finished");
            assertThat(line.path("target").asText()).isEqualTo("my-app");
            assertThat(line.path("outcome").asText()).isEqualTo("deployed");
            assertThat(line.path("replicas").asInt()).isEqualTo(1);
        });
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.get("command").asText()).isEqualTo("deploy");
        assertThat(last.get("exitStatus").asInt()).isZero();
        assertThat(lines).filteredOn(line -> line.has("command")).hasSize(1);
    }

    @Test
    void a_command_without_events_answers_on_one_line() {
        bench.server("eu.example.com");

        bench.run(captured, "status", "--output", "jsonl");

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.get("command").asText()).isEqualTo("status"));
    }

    @Test
    void wrong_usage_is_one_line_too() {
        bench.run(captured, "status", "--output=jsonl", "--nope");

        assertThat(lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.at("/error/message").asText()).contains("--nope"));
    }

    private List<JsonNode> lines() {
        ObjectMapper mapper = new ObjectMapper();
        return captured.out().lines().map(line -> read(mapper, line)).toList();
    }

    private static JsonNode read(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
