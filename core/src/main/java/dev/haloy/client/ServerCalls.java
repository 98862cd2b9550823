package dev.haloy.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.client.ServerException.Trouble;
import dev.haloy.config.ServerAddress;
import dev.haloy.internal.json.Json;
import dev.haloy.secret.Secret;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** How requests to one server are sent, and what their failures mean. */
final class ServerCalls {
    private static final int SHOWN_BODY = 300;

    private final World world;
    private final ServerAddress server;
    private final String base;
    private final Secret token;
    private final Duration callTimeout;

    ServerCalls(World world, ServerAddress server, Secret token, Duration callTimeout) {
        this.world = world;
        this.server = server;
        this.base = server.baseUri().toString();
        this.token = token;
        this.callTimeout = callTimeout;
    }

    ServerAddress server() {
        return server;
    }

    /** A request for a stream of events. */
    HttpRequest stream(String path) {
        return request(path).header("Accept", "text/event-stream").GET().build();
    }

    /** A request with our token. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token.reveal());
    }

    /** Asks to turn a connection into a tunnel; the upgrade is what the server's proxy wants to see. */
    CompletableFuture<Duplex> tunnel(String path) {
        String route = "POST " + path.replaceFirst("\\?.*", "");
        if (token.reveal().chars().anyMatch(c -> c < ' ' || c > '~')) {
            return CompletableFuture.failedFuture(new ServerException(
                    server, route, Trouble.UNAUTHORIZED, "the token has characters that cannot be sent"));
        }
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + server.baseUri().getRawAuthority()
                + "\r\nAuthorization: Bearer " + token.reveal() + "\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
        return TunnelHandshake.begin(world, server, route, head.getBytes(StandardCharsets.UTF_8), callTimeout);
    }

    /** A request that carries JSON. */
    HttpRequest post(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    /** A piece of a path or query. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Sends a request and reads its answer; an answer that the reader makes nothing of, or that is no success, is a failure. */
    <T> CompletableFuture<T> call(HttpRequest request, Function<HttpResponse<byte[]>, Optional<T>> reader) {
        return send(request, callTimeout, () -> 0, ServerCalls::isSuccess, reader);
    }

    /** The same, but what is not there (404) is for the reader too. */
    <T> CompletableFuture<T> callOrMiss(HttpRequest request, Function<HttpResponse<byte[]>, Optional<T>> reader) {
        return send(request, callTimeout, () -> 0, answer -> isSuccess(answer) || answer.statusCode() == 404, reader);
    }

    /** The same for a large body: time is up only if nothing has moved for so long. */
    <T> CompletableFuture<T> upload(
            HttpRequest request,
            Duration patience,
            LongSupplier moved,
            Function<HttpResponse<byte[]>, Optional<T>> reader) {
        return send(request, patience, moved, ServerCalls::isSuccess, reader);
    }

    Duration callTimeout() {
        return callTimeout;
    }

    /** Routes that exist answer with this header; a proxy or an unknown route does not, and says nothing about what was asked for. */
    static boolean isOfKnownRoute(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-frame-options").isPresent();
    }

    private static boolean isSuccess(HttpResponse<?> answer) {
        return answer.statusCode() / 100 == 2;
    }

    private <T> CompletableFuture<T> send(
            HttpRequest request,
            Duration patience,
            LongSupplier moved,
            Predicate<HttpResponse<?>> isForReader,
            Function<HttpResponse<byte[]>, Optional<T>> reader) {
        CompletableFuture<HttpResponse<byte[]>> exchange = world.http().sendAsync(request, LimitedBytes.handler());
        Call<T> call = new Call<>(exchange);
        watch(call, request, patience, moved, moved.getAsLong());
        exchange.handleAsync(
                (answer, failure) -> {
                    call.stopWatching();
                    if (failure != null) {
                        return call.completeExceptionally(broken(server, request, failure));
                    }
                    return settle(call, request, answer, isForReader, reader);
                },
                world.loop());
        return call;
    }

    private <T> boolean settle(
            Call<T> call,
            HttpRequest request,
            HttpResponse<byte[]> answer,
            Predicate<HttpResponse<?>> isForReader,
            Function<HttpResponse<byte[]>, Optional<T>> reader) {
        if (!isForReader.test(answer)) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            return call.completeExceptionally(refused(server, request, answer.statusCode(), text));
        }
        Optional<T> value = reader.apply(answer);
        return value.isPresent()
                ? call.complete(value.get())
                : call.completeExceptionally(new ServerException(
                        server,
                        route(request),
                        Trouble.UNREADABLE,
                        answer.statusCode(),
                        "the answer is not what a haloyd sends"));
    }

    private void watch(Call<?> call, HttpRequest request, Duration patience, LongSupplier moved, long before) {
        call.watch(world.loop()
                .schedule(
                        () -> {
                            long now = moved.getAsLong();
                            if (now == before) {
                                late(call, request, patience);
                            } else {
                                watch(call, request, patience, moved, now);
                            }
                        },
                        patience.toNanos(),
                        TimeUnit.NANOSECONDS));
    }

    private void late(Call<?> call, HttpRequest request, Duration patience) {
        call.fail(new ServerException(
                server, route(request), Trouble.LOST, "no answer within " + patience.toSeconds() + " s"));
    }

    /** What a broken exchange means. */
    static ServerException broken(ServerAddress server, HttpRequest request, Throwable failure) {
        Throwable cause = cause(failure);
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        return new ServerException(
                server,
                route(request),
                neverSent ? Trouble.UNREACHABLE : Trouble.LOST,
                (neverSent ? "cannot be reached: " : "the connection was lost: ") + why(failure));
    }

    /** What is the matter, in words. */
    static String why(Throwable failure) {
        Throwable cause = cause(failure);
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What a refusing status means; servers explain themselves in a line of text, their proxy in a page. */
    static ServerException refused(ServerAddress server, HttpRequest request, int status, String body) {
        return refused(server, route(request), status, body);
    }

    static ServerException refused(ServerAddress server, String route, int status, String body) {
        Trouble trouble = switch (status) {
            case 401, 403 -> Trouble.UNAUTHORIZED;
            case 429 -> Trouble.RATE_LIMITED;
            case 408 -> Trouble.LOST;
            case 507 -> Trouble.NO_SPACE;
            default -> status >= 500 ? Trouble.SERVER_ERROR : Trouble.REFUSED;
        };
        String said = body.strip();
        boolean page = said.startsWith("<");
        String shown = page || said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), SHOWN_BODY));
        String what = trouble == Trouble.UNAUTHORIZED
                ? "the token was refused; if it has changed, run 'haloy server add " + server + " <token> --force'"
                : "answered " + status + shown;
        return new ServerException(server, route, trouble, status, what);
    }

    private static String route(HttpRequest request) {
        return request.method() + " " + request.uri().getPath();
    }

    /** The result of a call; cancelling it closes the connection. */
    private static final class Call<T> extends CompletableFuture<T> {
        private final CompletableFuture<?> exchange;
        private Future<?> timer = CompletableFuture.completedFuture(null);
        private boolean over;

        Call(CompletableFuture<?> exchange) {
            this.exchange = exchange;
        }

        /** Requests may be sent from any thread, so the answer may be here before the watch. */
        synchronized void watch(Future<?> started) {
            timer = started;
            if (over) {
                started.cancel(false);
            }
        }

        synchronized void stopWatching() {
            over = true;
            timer.cancel(false);
        }

        void fail(ServerException why) {
            if (completeExceptionally(why)) {
                exchange.cancel(true);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            exchange.cancel(true);
            return cancelled;
        }
    }
}
