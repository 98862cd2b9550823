package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.ExecResult;
import dev.haloy.embedded.script.Ports;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
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
    /** How long a recorded client waited after the last entry before it left. */
    private static final Duration LEAVES_AFTER = Duration.ofMillis(100);

    private static final Duration TICK = Duration.ofMillis(500);

    private final VirtualTime time = VirtualTime.startingAt(World.START);
    private final EmbeddedHaloyd haloyd = EmbeddedHaloyds.inMemory(time)
            .add("127.0.0.1:17922", "TOKEN", options -> options.seed(7).without(Quirk.PROXY));
    private String file = "";

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThanOrEqualTo(17);
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
        prepare(scenario);
        haloyd.image("sample:http500").behaves(Behaviour.failsHealthCheck().printing("one line", "and another"));
        haloyd.image("sample:nope").missing();
        haloyd.image("registry.example.test/none/none:1").missing();
        List<Runnable> checks = new ArrayList<>();
        scheduleSteps(read(scenario, "scenario.json").get("steps"));
        JsonNode exchanges = read(scenario, "exchanges.json");
        RecordedBodies bodies = new RecordedBodies(exchanges);
        for (JsonNode exchange : exchanges) {
            at(exchange.get("start_ms"), () -> checks.add(send(exchange, bodies)));
        }
        time.advance(Duration.ofMinutes(5));
        assertThat(checks).isNotEmpty();
        checks.forEach(Runnable::run);
    }

    /** What the recorded server and its containers were besides. */
    private void prepare(String scenario) {
        switch (scenario.substring(0, 2)) {
            case "11" -> tick(1);
            case "13" -> {
                haloyd.storage().danglingImage(1000);
                haloyd.app("ex").exec((command, id) -> switch (command.get(0) + " " + String.join(" ", command)) {
                    case "/app /app fail" -> new ExecResult(3, "to stdout\n", "to stderr\n", Duration.ZERO);
                    case "/nope /nope" -> ExecResult.noSuchProgram("/nope");
                    default -> ExecResult.prints("both\n");
                });
            }
            case "14" -> haloyd.app("tun").listens(8080, Ports.http("hello from version 1 replica 1\n"));
            case "16" -> haloyd.registry("registry.example.test").account("bot", "good");
            default -> {}
        }
    }

    private void tick(int number) {
        time.after(TICK, () -> {
            haloyd.app("tick").prints("tick " + number);
            if (number < 60) {
                tick(number + 1);
            }
        });
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
                    if (domain.find()) {
                        haloyd.refuseCertificate(domain.group(1));
                    }
                }
            });
        }
    }

    private Runnable send(JsonNode exchange, RecordedBodies bodies) {
        JsonNode request = exchange.get("request");
        JsonNode response = exchange.get("response");
        String method = request.get("method").asText();
        String query = request.get("query").asText();
        String target = request.get("path").asText() + (query.isEmpty() ? "" : "?" + query);
        RecordedAnswer answer = new RecordedAnswer(time);
        haloyd.service()
                .handle(
                        new WireRequest(method, target, bodies.headers(request), bodies.bytes(request), "127.0.0.1"),
                        answer);
        if (response.path("ended").asText().equals("client")) {
            time.after(lastEvent(response).plus(LEAVES_AFTER), answer::leave);
        }
        response.path("tunnel").path("to_server").properties().stream()
                .filter(sent -> sent.getKey().equals("text"))
                .forEach(sent -> answer.say(sent.getValue().asText()));
        return () -> compare(method + " " + target, response, answer);
    }

    private static Duration lastEvent(JsonNode response) {
        JsonNode events = response.get("events");
        return Duration.ofMillis(events.get(events.size() - 1).get("t_ms").asLong());
    }

    private static void compare(String what, JsonNode recorded, RecordedAnswer answer) {
        assertThat(answer.status).as(what).isEqualTo(recorded.get("status").asInt());
        assertThat(headers(answer)).as("headers of " + what).isEqualTo(headers(recorded));
        if (what.contains("/v1/server-logs")) {
            // What a server logged before belongs to other scenarios.
            assertThat(answer.lines()).as(what).first().isEqualTo(": keepalive");
        } else if (recorded.has("tunnel") && !recorded.get("tunnel").isNull()) {
            String answered =
                    recorded.get("tunnel").get("to_client").get("text").asText();
            assertThat(answer.body()).as(what).endsWith(answered.substring(answered.indexOf("\r\n\r\n")));
        } else if (recorded.has("events")) {
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
        assertThat(answer.isComplete() || answer.hasLeft()).as("end of " + what).isTrue();
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
        return entry.path("level").asText() + " " + shape(entry);
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
