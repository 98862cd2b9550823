package dev.haloy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.Dialect;
import dev.haloy.client.LogEntry;
import dev.haloy.client.LogEntry.End;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.client.ServerVersion;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that says, over real HTTP, what the original one was recorded to say, and what the client makes of it. */
class WireConformanceTest {
    private static final SelectorLoop LOOP = new SelectorLoop(1);

    private final Set<String> asked = new LinkedHashSet<>();

    private static Stream<Recording> recorded(String method, String path) {
        return Recording.all().stream()
                .filter(Recording::isOurs)
                .filter(exchange ->
                        exchange.method().equals(method) && exchange.path().matches(path));
    }

    static Stream<Recording> versions() {
        return recorded("GET", "/v1/version");
    }

    static Stream<Recording> statuses() {
        return recorded("GET", "/v1/status/.*");
    }

    static Stream<Recording> deployments() {
        return recorded("POST", "/v1/deploy");
    }

    static Stream<Recording> streams() {
        return Stream.concat(recorded("GET", "/v1/deploy/.*/logs"), recorded("GET", "/v1/server-logs"));
    }

    static Stream<Recording> refusals() {
        return Recording.all().stream()
                .filter(Recording::isOurs)
                .filter(exchange -> exchange.status() >= 400)
                .filter(exchange -> !exchange.path().startsWith("/v1/status/"));
    }

    private interface Use<T> {
        T with(ServerClient client) throws Exception;
    }

    private <T> T against(Recording exchange, boolean inOtherWords, Use<T> use) throws Exception {
        try (HttpFront front = HttpFront.listen(LOOP, 0, (request, answer) -> {
            asked.add(request.method() + " " + request.target());
            exchange.answer(answer, inOtherWords);
        })) {
            ServerAddress address = ServerAddress.parse("127.0.0.1:" + front.port());
            return use.with(new ServerClient(World.system(), address, Secret.of("TOKEN"), Duration.ofSeconds(30)));
        }
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static Optional<Trouble> trouble(CompletableFuture<?> call) throws Exception {
        try {
            soon(call);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(((ServerException) e.getCause()).trouble());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void versions_are_understood(Recording exchange) throws Exception {
        CompletableFuture<ServerVersion> version = against(exchange, false, client -> {
            CompletableFuture<ServerVersion> call = client.version();
            trouble(call);
            return call;
        });

        assertThat(asked).containsExactly("GET /v1/version");
        if (exchange.status() == 200) {
            assertThat(version.join().haloyd())
                    .isEqualTo(exchange.body().path("haloyd").asText());
            assertThat(version.join().capabilities())
                    .containsExactlyInAnyOrderElementsOf(texts(exchange.body().path("capabilities")));
        } else {
            assertThat(version).isCompletedExceptionally();
        }
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void statuses_are_understood(Recording exchange) throws Exception {
        Optional<AppStatus> status = against(exchange, false, client -> soon(client.status(exchange.lastSegment())));

        assertThat(asked).containsExactly("GET " + exchange.path());
        if (exchange.status() == 404) {
            assertThat(status).isEmpty();
            return;
        }
        Set<String> domains = new LinkedHashSet<>();
        exchange.body()
                .path("domains")
                .forEach(domain -> domains.add(domain.path("domain").asText()));
        assertThat(status)
                .contains(new AppStatus(
                        exchange.body().path("state").asText(),
                        new DeploymentId(exchange.body().path("deploymentId").asText()),
                        texts(exchange.body().path("containerIds")),
                        List.copyOf(domains)));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void the_answer_to_a_deployment_is_understood(Recording exchange) throws Exception {
        Optional<Trouble> trouble = against(exchange, false, client -> trouble(client.deploy(exchange.requestBody())));

        assertThat(asked).containsExactly("POST /v1/deploy");
        assertThat(trouble).isEqualTo(expectedTrouble(exchange.status()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusals_are_told_apart_by_status_and_never_by_text(Recording exchange) throws Exception {
        Optional<Trouble> expected = expectedTrouble(exchange.status());
        for (boolean inOtherWords : List.of(false, true)) {
            Optional<Trouble> trouble = against(exchange, inOtherWords, client -> {
                if (exchange.path().endsWith("/logs")) {
                    return heard(client, exchange).ended().map(ServerException::trouble);
                }
                return trouble(
                        exchange.method().equals("POST") ? client.deploy(exchange.requestBody()) : client.version());
            });
            assertThat(trouble).isPresent().isEqualTo(expected);
        }
    }

    private static Optional<Trouble> expectedTrouble(int status) {
        return switch (status) {
            case 200, 202 -> Optional.empty();
            case 401 -> Optional.of(Trouble.UNAUTHORIZED);
            case 429 -> Optional.of(Trouble.RATE_LIMITED);
            case 400 -> Optional.of(Trouble.REFUSED);
            default -> throw new AssertionError("nobody said what " + status + " means");
        };
    }

    @ParameterizedTest
    @MethodSource("streams")
    void every_entry_of_a_stream_is_understood(Recording exchange) throws Exception {
        Ear.Heard heard = against(exchange, false, client -> heard(client, exchange));

        assertThat(asked).containsExactly("GET " + exchange.path());
        if (exchange.status() != 200) {
            assertThat(heard.opened()).isZero();
            assertThat(heard.ended()).isPresent();
            return;
        }
        assertThat(heard.opened()).isEqualTo(1);
        assertThat(heard.ended()).isEmpty();
        assertThat(heard.entries())
                .isEqualTo(exchange.entries().stream()
                        .map(WireConformanceTest::expectedEntry)
                        .toList());
    }

    private static Ear.Heard heard(ServerClient client, Recording exchange) throws Exception {
        Ear ear = new Ear();
        if (exchange.path().equals("/v1/server-logs")) {
            client.followServer(Dialect.NEWEST, ear);
        } else {
            client.followDeployment(new DeploymentId(exchange.path().split("/", -1)[3]), ear);
        }
        return soon(ear.heard);
    }

    private static LogEntry expectedEntry(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        End success = json.path("isDeploymentSuccess").asBoolean() ? End.SUCCESS : End.NONE;
        return new LogEntry(
                json.path("level").asText(),
                json.path("message").asText(),
                Optional.of(
                        OffsetDateTime.parse(json.path("timestamp").asText()).toInstant()),
                text(json, "deploymentID").map(DeploymentId::new),
                text(json, "appName"),
                texts(json.path("domains")),
                fields,
                json.path("isDeploymentFailed").asBoolean() ? End.FAILURE : success,
                json.path("isHaloydInitComplete").asBoolean());
    }

    private static Optional<String> text(JsonNode json, String key) {
        return json.has(key) ? Optional.of(json.path(key).asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void each_deployment_ends_as_the_scenario_says() {
        Map<String, Set<End>> ends = new LinkedHashMap<>();
        streams()
                .filter(exchange -> exchange.path().startsWith("/v1/deploy/"))
                .filter(exchange -> exchange.status() == 200)
                .forEach(exchange -> ends.computeIfAbsent(exchange.scenario(), id -> new TreeSet<>())
                        .add(expectedEntry(exchange.entries()
                                        .get(exchange.entries().size() - 1))
                                .end()));

        assertThat(ends.get("01-first-deploy")).containsExactly(End.SUCCESS);
        assertThat(ends.get("04-health-failure")).containsExactly(End.SUCCESS, End.FAILURE);
        assertThat(ends.get("06-image-missing")).containsExactly(End.FAILURE);
        assertThat(ends.get("07-certificate-failure")).contains(End.FAILURE);
    }

    @Test
    void every_recorded_exchange_is_replayed_or_listed_with_a_reason() throws IOException {
        Set<String> incomplete = Recording.all().stream()
                .filter(exchange -> !exchange.isReplayed() && !exchange.path().equals("/health"))
                .map(Recording::scenario)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(incomplete).isEqualTo(listed());
    }

    private static Set<String> listed() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                WireConformanceTest.class.getResourceAsStream("/conformance/wire-not-replayed.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
