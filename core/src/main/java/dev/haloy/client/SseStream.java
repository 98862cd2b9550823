package dev.haloy.client;

import dev.haloy.client.ServerException.Trouble;
import dev.haloy.config.ServerAddress;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An open stream of events, whatever they are. The ear hears of everything on the World's loop; after {@link #close()} it hears
 * nothing more.
 */
final class SseStream implements AutoCloseable {
    /** A server sends a sign of life every 30 s; two and a half of them missing is a dead connection. */
    private static final Duration SILENCE = Duration.ofSeconds(75);

    private static final String DATA = "data: ";

    private final World world;
    private final Ear ear;
    private Instant lastHeard;
    private boolean over;
    private CompletableFuture<?> exchange = new CompletableFuture<>();
    private Future<?> watch = CompletableFuture.completedFuture(null);

    private SseStream(World world, Ear ear) {
        this.world = world;
        this.ear = ear;
        this.lastHeard = world.clock().instant();
    }

    /** Hears a stream: opened at most once, any number of events, ended at most once. */
    interface Ear {
        /** The server has begun to answer. The time is the server's, if it said. */
        void opened(Optional<Instant> serverTime);

        /** What an event carries. */
        void data(String json);

        /** The stream is over, and why. Without a failure the server ended it properly. */
        void ended(Optional<ServerException> failure);
    }

    static SseStream open(World world, ServerAddress server, HttpRequest request, Ear ear) {
        SseStream stream = new SseStream(world, ear);
        CompletableFuture<HttpResponse<Optional<ServerException>>> exchange =
                world.http().sendAsync(request, stream.handler(server, request));
        stream.exchange = exchange;
        exchange.handleAsync(
                (answer, failure) -> {
                    stream.end(
                            failure == null
                                    ? answer.body()
                                    : Optional.of(ServerCalls.broken(server, request, failure)));
                    return null;
                },
                world.loop());
        stream.watch(server, request);
        return stream;
    }

    /** Leaves the stream. */
    @Override
    public void close() {
        over = true;
        watch.cancel(false);
        exchange.cancel(true);
    }

    private BodyHandler<Optional<ServerException>> handler(ServerAddress server, HttpRequest request) {
        return info -> {
            if (info.statusCode() != 200) {
                return BodySubscribers.mapping(
                        new LimitedBytes(),
                        body -> Optional.of(ServerCalls.refused(
                                server, request, info.statusCode(), new String(body, StandardCharsets.UTF_8))));
            }
            Optional<Instant> serverTime = info.headers().firstValue("date").flatMap(Timestamps::http);
            world.loop().execute(() -> open(serverTime));
            return new EntryLines<>(line -> world.loop().execute(() -> hear(line)), Optional.empty());
        };
    }

    private void open(Optional<Instant> serverTime) {
        if (!over) {
            ear.opened(serverTime);
        }
    }

    private void hear(String line) {
        if (over) {
            return;
        }
        lastHeard = world.clock().instant();
        if (line.startsWith(DATA)) {
            ear.data(line.substring(DATA.length()));
        }
    }

    private void end(Optional<ServerException> failure) {
        if (!over) {
            over = true;
            watch.cancel(false);
            ear.ended(failure);
        }
    }

    private void watch(ServerAddress server, HttpRequest request) {
        Duration left = Duration.between(world.clock().instant(), lastHeard.plus(SILENCE));
        watch = world.loop().schedule(() -> check(server, request), Math.max(left.toNanos(), 1), TimeUnit.NANOSECONDS);
    }

    private void check(ServerAddress server, HttpRequest request) {
        if (over) {
            return;
        }
        if (world.clock().instant().isBefore(lastHeard.plus(SILENCE))) {
            watch(server, request);
            return;
        }
        String route = request.method() + " " + request.uri().getPath();
        end(Optional.of(
                new ServerException(server, route, Trouble.LOST, "no sign of life for " + SILENCE.toSeconds() + " s")));
        exchange.cancel(true);
    }
}
