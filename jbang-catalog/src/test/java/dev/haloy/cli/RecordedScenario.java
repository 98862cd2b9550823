package dev.haloy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What was done with the original client, and what its server was asked meanwhile. The recordings are those of the library's own
 * tests; the system property {@code haloy.conformance.wire} names another folder to read.
 */
record RecordedScenario(String name, List<Step> steps) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * One step.
     *
     * @param json what was done
     * @param exchanges what the server was asked before the next step
     */
    record Step(JsonNode json, List<JsonNode> exchanges) {
        String kind() {
            return json.get("do").asText();
        }

        String[] args() {
            return StreamSupport.stream(json.get("args").spliterator(), false)
                    .map(JsonNode::asText)
                    .toArray(String[]::new);
        }

        /** After how long it was ended from outside; zero if it ended by itself. */
        long endedAfterMillis() {
            return json.path("still_running_after_ms").asLong();
        }

        @Override
        public String toString() {
            return kind().equals("cli") ? "haloy " + String.join(" ", args()) : json.toString();
        }
    }

    static List<RecordedScenario> all() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(RecordedScenario::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("haloy.conformance.wire", "../core/src/test/resources/conformance/wire"));
    }

    private static RecordedScenario read(Path folder) {
        try {
            JsonNode steps =
                    MAPPER.readTree(folder.resolve("scenario.json").toFile()).get("steps");
            JsonNode exchanges =
                    MAPPER.readTree(folder.resolve("exchanges.json").toFile());
            List<Step> all = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                boolean last = i == steps.size() - 1;
                long end = last ? Long.MAX_VALUE : steps.get(i + 1).get("at_ms").asLong();
                all.add(new Step(
                        steps.get(i),
                        within(exchanges, steps.get(i).get("at_ms").asLong(), end)));
            }
            return new RecordedScenario(folder.getFileName().toString(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> within(JsonNode exchanges, long from, long to) {
        return StreamSupport.stream(exchanges.spliterator(), false)
                .filter(exchange -> exchange.get("start_ms").asLong() >= from)
                .filter(exchange -> exchange.get("start_ms").asLong() < to)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
