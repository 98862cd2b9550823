package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends what the original client was recorded to send, at the recorded moments, and compares the answers with the
 * recorded ones: statuses, headers, keys and types of JSON, kinds, flags and order of log entries. Texts, ids and
 * timings are samples and not compared, except that a deployment must end within a second of the recorded moment.
 *
 * <p>The recordings are copies; the system property {@code haloy.conformance.wire} names another folder to read.
 */
class WireConformanceTest {
    private static final Pattern DOMAIN = Pattern.compile("- domain: (\\S+)");
    /** Endpoints this model does not have yet. */
    private static final List<String> NOT_THERE_YET = List.of("/v1/stop", "/v1/images", "/v1/registries", "/v1/exec");

    private final VirtualTime time = VirtualTime.startingAt(World.START);
    private final EmbeddedHaloyd haloyd =
            EmbeddedHaloyds.inMemory(time).add("127.0.0.1:17922", "TOKEN", options -> options.seed(7));
    private String file = "";

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.matches("(08|10|11|13|14|16)-.*"))
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThanOrEqualTo(10);
            return names.stream();
        }
    }

    private static Path root() {
        String elsewhere = System.getProperty("haloy.conformance.wire", "");
        if (!elsewhere.isEmpty()) {
            return Path.of(elsewhere);
        }
        try {
            URI copies =
                    WireConformanceTest.class.getResource("/conformance/wire").toURI();
            return Path.of(copies);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answers_the_original_client_as_recorded(String scenario) throws IOException {
        haloyd.image("sample:http500").behaves(Behaviour.failsHealthCheck().printing("one line", "and another"));
        haloyd.image("sample:nope").missing();
        haloyd.image("registry.example.test/none/none:1").missing();
        List<Runnable> checks = new ArrayList<>();
        scheduleSteps(read(scenario, "scenario.json").get("steps"));
        for (JsonNode exchange : read(scenario, "exchanges.json")) {
            JsonNode request = exchange.get("request");
            if (NOT_THERE_YET.stream().noneMatch(request.get("path").asText()::startsWith)) {
                at(exchange.get("start_ms"), () -> checks.add(send(request, exchange)));
            }
        }
        time.advance(Duration.ofMinutes(5));
        assertThat(checks).isNotEmpty();
        checks.forEach(Runnable::run);
    }

    private static JsonNode read(String scenario, String name) throws IOException {
        return World.JSON.readTree(root().resolve(scenario).resolve(name).toFile());
    }

    private void at(JsonNode millis, Runnable task) {
        time.after(Duration.ofMillis(millis.asLong()), task);
    }

    private void scheduleSteps(JsonNode steps) {
        for (JsonNode step : steps) {
            at(step.get("at_ms"), () -> {
                if (step.get("do").asText().equals("write")) {
                    file = step.get("text").asText();
                } else if (step.get("do").asText().equals("server")) {
                    Matcher domain = DOMAIN.matcher(file);
                    assertThat(domain.find()).isTrue();
                    haloyd.refuseCertificate(domain.group(1));
                }
            });
        }
    }

    private Runnable send(JsonNode request, JsonNode exchange) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.get("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        String query = request.get("query").asText();
        String target = request.get("path").asText() + (query.isEmpty() ? "" : "?" + query);
        RecordedAnswer answer = new RecordedAnswer(time);
        haloyd.service()
                .handle(
                        new WireRequest(
                                request.get("method").asText(),
                                target,
                                headers,
                                bytes(request.get("body")),
                                "127.0.0.1"),
                        answer);
        return () -> compare(request.get("method").asText() + " " + target, exchange.get("response"), answer);
    }

    private static byte[] bytes(JsonNode body) {
        String text = body.isNull() ? "" : body.isTextual() ? body.asText() : body.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void compare(String what, JsonNode recorded, RecordedAnswer answer) {
        assertThat(answer.status).as(what).isEqualTo(recorded.get("status").asInt());
        assertThat(headers(answer)).as("headers of " + what).isEqualTo(headers(recorded));
        if (recorded.has("events")) {
            compareEvents(what, recorded.get("events"), answer);
        } else if (recorded.get("body").isContainerNode()) {
            assertThat(shape(World.parse(answer.body()))).as("JSON of " + what).isEqualTo(shape(recorded.get("body")));
        } else {
            boolean empty = recorded.get("body").isNull();
            assertThat(answer.body().isEmpty()).as("empty body of " + what).isEqualTo(empty);
            assertThat(answer.isComplete()).as("end of " + what).isTrue();
        }
    }

    /** Names and values; of headers that hold samples only the name, and none that a front adds. */
    private static Map<String, String> headers(JsonNode recorded) {
        Map<String, String> headers = new LinkedHashMap<>();
        recorded.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        headers.remove("date");
        headers.remove("transfer-encoding");
        headers.computeIfPresent("content-length", (name, value) -> "some");
        return headers;
    }

    private static Map<String, String> headers(RecordedAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers);
        headers.computeIfPresent("content-length", (name, value) -> "some");
        return headers;
    }

    private static void compareEvents(String what, JsonNode events, RecordedAnswer answer) {
        List<String> expected = new ArrayList<>();
        long lastMillis = 0;
        for (JsonNode event : events) {
            expected.add(kind(event.get("line").asText()));
            lastMillis = event.get("t_ms").asLong();
        }
        List<String> actual =
                answer.lines().stream().map(WireConformanceTest::kind).toList();
        assertThat(actual).as("entries of " + what).isEqualTo(expected);
        assertThat(answer.isComplete()).as("end of " + what).isTrue();
        assertThat(answer.lastPieceAfter().toMillis())
                .as("moment of the end")
                .isBetween(lastMillis - 1000, lastMillis + 1000);
    }

    /** Level, keys, flags and names of fields of an entry; a comment as it is. */
    private static String kind(String line) {
        if (!line.startsWith("data: ")) {
            return line;
        }
        JsonNode entry = World.parse(line.substring(6));
        return entry.get("level").asText() + " " + shape(entry);
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            node.properties().forEach(entry -> keys.add(entry.getKey() + ":" + shape(entry.getValue())));
            return keys.toString();
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(shape(element)));
            return "list" + elements;
        }
        return node.getNodeType().toString();
    }
}
