package dev.haloy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.secret.Secret;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images, containers, registries and tunnels: what the client sends is what was recorded, and so is what it understands. */
class RoutesConformanceTest {
    private static final SelectorLoop LOOP = new SelectorLoop(1);

    private final AtomicReference<WireRequest> asked = new AtomicReference<>();

    static Stream<Recording> calls() {
        return Recording.all().stream()
                .filter(exchange -> RouteCall.of(exchange).isPresent());
    }

    static Stream<Recording> tunnels() {
        return Recording.all().stream().filter(Recording::isTunnel);
    }

    private interface Use<T> {
        CompletableFuture<T> with(ServerClient client);
    }

    /** What came of it, or why nothing did. */
    private <T> CompletableFuture<T> against(Recording exchange, Use<T> use) throws Exception {
        try (HttpFront front = HttpFront.listen(LOOP, 0, (request, answer) -> {
            asked.set(request);
            if (exchange.status() == 101) {
                answer.upgrade(exchange.headers(), client -> new Recorded(exchange, client));
            } else {
                exchange.answer(answer, false);
            }
        })) {
            ServerAddress address = ServerAddress.parse("127.0.0.1:" + front.port());
            CompletableFuture<T> call =
                    use.with(new ServerClient(World.system(), address, Secret.of("TOKEN"), Duration.ofSeconds(30)));
            // Either way it has ended before the server goes.
            call.handle((value, failure) -> true).get(30, TimeUnit.SECONDS);
            return call;
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void what_is_sent_and_what_is_understood_is_what_was_recorded(Recording exchange) throws Exception {
        RouteCall call = RouteCall.of(exchange).orElseThrow();

        CompletableFuture<JsonNode> understood = against(exchange, call::by);

        assertSent(exchange);
        JsonNode expected = expected(exchange);
        Optional<Trouble> trouble = trouble(understood);
        assertThat(trouble).isEqualTo(expectedTrouble(exchange));
        if (trouble.isEmpty()) {
            assertThat(understood.join()).isEqualTo(expected);
        }
    }

    /** Everything that was recorded is there; the client may say more, such as how many lines it wants. */
    private void assertSent(Recording exchange) {
        WireRequest request = asked.get();
        assertThat(request.method()).isEqualTo(exchange.method());
        assertThat(request.target().split("\\?", -1)[0]).isEqualTo(exchange.path());
        assertThat(Recording.query(request.target())).containsAllEntriesOf(exchange.query());
        JsonNode body = exchange.json().at("/request/body");
        String type = request.header("content-type").orElse("");
        if (body.has("bytes")) {
            assertThat(request.body())
                    .hasSizeGreaterThanOrEqualTo(body.path("bytes").asInt());
            assertThat(type)
                    .startsWith(exchange.json()
                            .at("/request/headers/content-type")
                            .asText()
                            .split(";", -1)[0]);
        } else if (body.isObject()) {
            JsonNode sent = Recording.parse(new String(request.body(), StandardCharsets.UTF_8));
            body.properties()
                    .forEach(field -> assertThat(sent.get(field.getKey())).isEqualTo(field.getValue()));
            assertThat(type).isEqualTo("application/json");
        } else {
            assertThat(request.body()).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static JsonNode expected(Recording exchange) {
        if (exchange.isStream()) {
            return RouteCall.json(exchange.entries());
        }
        JsonNode body = exchange.body();
        boolean isPlain = !body.isObject() || body.has("success") || body.has("size");
        if (body.has("missing")) {
            return body.path("missing").isNull() ? RouteCall.json(List.of()) : body.path("missing");
        }
        return isPlain ? RouteCall.json(exchange.status()) : body;
    }

    /** An account that was not there is an answer to the wish to remove it. */
    private static Optional<Trouble> expectedTrouble(Recording exchange) {
        boolean isAnswer = exchange.status() < 300
                || (exchange.status() == 404 && exchange.path().equals("/v1/registries/logout"));
        return isAnswer
                ? Optional.empty()
                : Optional.of(exchange.status() == 502 ? Trouble.SERVER_ERROR : Trouble.REFUSED);
    }

    private static Optional<Trouble> trouble(CompletableFuture<?> call) throws Exception {
        try {
            call.get(30, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(((ServerException) e.getCause()).trouble());
        }
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void tunnels_carry_what_was_recorded_or_say_why_there_is_none(Recording exchange) throws Exception {
        String port = exchange.query().getOrDefault("port", "");
        OptionalInt number = port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));

        CompletableFuture<String> heard = against(
                exchange,
                client -> client.tunnel(exchange.lastSegment(), number, Optional.empty())
                        .thenCompose(duplex -> conversation(duplex, exchange)));

        WireRequest request = asked.get();
        assertThat(request.method() + " " + request.target().split("\\?", -1)[0])
                .isEqualTo("POST " + exchange.path());
        assertThat(Recording.query(request.target())).isEqualTo(exchange.query());
        assertThat(request.header("upgrade")).contains("tcp");
        if (exchange.status() == 101) {
            assertThat(heard.join()).isEqualTo(exchange.tunnelled("to_client"));
        } else {
            assertThat(trouble(heard)).isEqualTo(expectedTrouble(exchange));
        }
    }

    private static CompletableFuture<String> conversation(Duplex duplex, Recording exchange) {
        ByteBuffer said = ByteBuffer.wrap(exchange.tunnelled("to_server").getBytes(StandardCharsets.UTF_8));
        return duplex.write(said).thenCompose(count -> heard(duplex, new StringBuilder()));
    }

    private static CompletableFuture<String> heard(Duplex duplex, StringBuilder text) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        return duplex.read(buffer).thenCompose(count -> {
            if (count < 0) {
                duplex.close();
                return CompletableFuture.completedFuture(text.toString());
            }
            text.append(new String(buffer.array(), 0, count, StandardCharsets.UTF_8));
            return heard(duplex, text);
        });
    }

    /** A container that answers as recorded once it has got what was recorded. */
    private static final class Recorded implements RawSide {
        private final Recording exchange;
        private final RawConnection client;
        private final StringBuilder got = new StringBuilder();

        Recorded(Recording exchange, RawConnection client) {
            this.exchange = exchange;
            this.client = client;
        }

        @Override
        public void bytes(byte[] piece) {
            got.append(new String(piece, StandardCharsets.UTF_8));
            if (got.toString().equals(exchange.tunnelled("to_server"))) {
                client.write(exchange.tunnelled("to_client").getBytes(StandardCharsets.UTF_8));
                client.endOutput();
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void gone() {}
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_call_carries_the_token_in_its_header_and_nowhere_else(Recording exchange) throws Exception {
        against(exchange, RouteCall.of(exchange).orElseThrow()::by);

        Map<String, List<String>> headers = asked.get().headers();
        assertThat(headers.get("authorization")).containsExactly("Bearer TOKEN");
        assertThat(asked.get().target()).doesNotContain("TOKEN");
    }
}
