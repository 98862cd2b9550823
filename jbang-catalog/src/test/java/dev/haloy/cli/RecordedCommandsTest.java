package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.ExecResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Command lines that the original client was given, given to this one. A server must be asked for the same: the same changes in the same
 * order, and at least the same questions. What differs stands in {@code recorded-commands.txt} with its reason.
 */
class RecordedCommandsTest {
    private static final String SERVER = "127.0.0.1:17922";
    private static final Pattern DOMAIN = Pattern.compile("- domain: (\\S+)");

    private final Captured captured = Captured.plain();
    private final Bench bench;
    private final EmbeddedHaloyd server;
    private final List<String> differences = new ArrayList<>();
    private String file = "";

    RecordedCommandsTest(@TempDir Path folder) throws IOException {
        bench = new Bench(folder);
        server = bench.servers.add(SERVER, Bench.TOKEN);
        Files.createDirectory(folder.resolve("client"));
        bench.file("client/client.yaml", "servers: {\"" + SERVER + "\": {token_env: HALOY_API_TOKEN_TEST}}\n");
        server.image("sample:http500").behaves(Behaviour.failsHealthCheck());
        server.image("sample:nope").missing();
        server.image("registry.example.test/none/none:1").missing();
        server.registry("registry.example.test").account("bot", "good");
        server.app("ex").exec((command, id) -> switch (String.join(" ", command)) {
            case "/app fail" -> new ExecResult(3, "to stdout\n", "to stderr\n", Duration.ZERO);
            case "/nope" -> ExecResult.noSuchProgram("/nope");
            default -> ExecResult.prints("hi\n");
        });
    }

    static List<RecordedScenario> scenarios() {
        Set<String> leftOut = new LinkedHashSet<>();
        listed().stream().filter(line -> line.startsWith("without ")).forEach(line -> leftOut.add(line.split(" ")[1]));
        List<RecordedScenario> all = RecordedScenario.all();
        assertThat(all).extracting(RecordedScenario::name).containsAll(leftOut);
        return all.stream()
                .filter(scenario -> !leftOut.contains(scenario.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_server_is_asked_for_what_the_original_asks_for(RecordedScenario scenario) throws Exception {
        Instant start = bench.time.instant();
        for (RecordedScenario.Step step : scenario.steps()) {
            waitUntil(start.plusMillis(step.json().get("at_ms").asLong()));
            switch (step.kind()) {
                case "write" -> write(step.json());
                case "wait" -> {}
                case "server" -> loseCertificate();
                case "curl" -> repeat(step);
                case "cli" -> compare(scenario, step);
                default -> throw new AssertionError("nobody said how to do " + step);
            }
        }
        assertThat(differences)
                .as("differences of %s; the last output was%n%s", scenario, captured.everything())
                .containsExactlyInAnyOrderElementsOf(listed().stream()
                        .filter(line -> line.startsWith(scenario.name() + " "))
                        .map(line -> line.split(" # ")[0])
                        .toList());
    }

    /** At least as late as then; some commands take longer here than they took there. */
    private void waitUntil(Instant recorded) {
        Duration early = Duration.between(bench.time.instant(), recorded);
        if (early.compareTo(Duration.ZERO) > 0) {
            bench.time.advance(early);
        }
    }

    private void write(JsonNode step) {
        file = step.get("text").asText();
        bench.file(step.get("file").asText(), file);
    }

    private void loseCertificate() {
        Matcher domain = DOMAIN.matcher(file);
        if (domain.find()) {
            server.refuseCertificate(domain.group(1));
        }
    }

    /** What somebody else changed at the server. */
    private void repeat(RecordedScenario.Step step) {
        for (JsonNode exchange : step.exchanges()) {
            JsonNode asked = exchange.get("request");
            if (asked.get("method").asText().equals("POST")) {
                String query = asked.get("query").asText();
                URI uri = URI.create(
                        "http://" + SERVER + asked.get("path").asText() + (query.isEmpty() ? "" : "?" + query));
                bench.time.await(bench.servers
                        .httpClient()
                        .sendAsync(
                                HttpRequest.newBuilder(uri)
                                        .header("Authorization", "Bearer " + Bench.TOKEN)
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                asked.get("body").toString()))
                                        .build(),
                                BodyHandlers.ofString()));
            }
        }
    }

    private void compare(RecordedScenario scenario, RecordedScenario.Step step) {
        int before = server.requests().size();
        bench.interrupts = action -> {
            if (step.endedAfterMillis() > 0) {
                bench.time.after(Duration.ofMillis(step.endedAfterMillis()), action);
            }
            return () -> {};
        };

        bench.variables.put("HALOY_API_TOKEN_TEST", Bench.TOKEN);
        step.json()
                .path("env")
                .properties()
                .forEach(variable -> bench.variables.put(
                        variable.getKey(), variable.getValue().asText()));

        int exit = bench.run(captured, step.args());

        int recorded = step.json().get("exit").asInt(130);
        if (exit != recorded) {
            differences.add(scenario + " " + step + " ends with " + exit + " instead of " + recorded);
        }
        List<AskedRequest> ours = server.requests().stream()
                .skip(before)
                .map(AskedRequest::received)
                .toList();
        List<AskedRequest> theirs = step.exchanges().stream()
                .map(exchange -> AskedRequest.recorded(exchange.get("request")))
                .filter(request -> !request.path().equals("/health"))
                .toList();
        missing(theirs, ours).forEach(what -> differences.add(scenario + " " + step + " -" + what));
        missing(ours.stream().filter(request -> !request.looks()).toList(), theirs)
                .forEach(what -> differences.add(scenario + " " + step + " +" + what));
        List<AskedRequest> both = ours.stream()
                .filter(request -> !request.looks() && theirs.contains(request))
                .toList();
        assertThat(both)
                .as("the order of %s", step)
                .isEqualTo(theirs.stream()
                        .filter(request -> !request.looks() && ours.contains(request))
                        .toList());
    }

    private static Set<AskedRequest> missing(List<AskedRequest> wanted, List<AskedRequest> there) {
        Set<AskedRequest> missing = new LinkedHashSet<>(wanted);
        there.forEach(missing::remove);
        return missing;
    }

    private static List<String> listed() {
        try (InputStream in =
                Objects.requireNonNull(RecordedCommandsTest.class.getResourceAsStream("recorded-commands.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
