package dev.haloy.client;

import dev.haloy.client.ServerException.Trouble;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One server: a method per endpoint, each sending one request. Nothing is repeated here and no verdict drawn.
 *
 * <p>Futures complete on the World's loop, and fail with a {@link ServerException}. Cancelling one closes its connection.
 */
public final class ServerClient {
    private static final int SHOWN_BODY = 300;

    private final World world;
    private final ServerAddress server;
    private final Secret token;
    private final Duration callTimeout;

    /** A client for one server; every request must be answered within the time limit. */
    public ServerClient(World world, ServerAddress server, Secret token, Duration callTimeout) {
        this.world = world;
        this.server = server;
        this.token = token;
        this.callTimeout = callTimeout;
    }

    /** The server. */
    public ServerAddress server() {
        return server;
    }

    /** What the server runs; also proves that the token is right. */
    public CompletableFuture<ServerVersion> version() {
        return call(request("/v1/version").GET().build(), answer -> Answers.version(answer.body()));
    }

    /** What the server runs of an app; empty if it has no container of it. */
    public CompletableFuture<Optional<AppStatus>> status(String app) {
        HttpRequest request = request("/v1/status/" + encoded(app)).GET().build();
        return call(
                        request,
                        answer -> isNoSuchApp(answer)
                                ? Optional.of(new Found(Optional.empty()))
                                : Answers.status(answer.body()).map(status -> new Found(Optional.of(status))))
                .thenApply(Found::status);
    }

    /** A possible absence that was found out. */
    private record Found(Optional<AppStatus> status) {}

    /** Routes that exist answer with this header; a proxy or an unknown route does not, and says nothing about the app. */
    private static boolean isNoSuchApp(HttpResponse<?> answer) {
        return answer.statusCode() == 404
                && answer.headers().firstValue("x-frame-options").isPresent();
    }

    /** Asks the server to deploy; completes with the status once it has taken the request, before it has done anything. */
    public CompletableFuture<Integer> deploy(byte[] body) {
        HttpRequest request = request("/v1/deploy")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return call(request, answer -> Optional.of(answer.statusCode()));
    }

    /**
     * Asks the server to stop an app; completes once it has taken the request, before it has done anything. Stopping twice does no
     * harm.
     *
     * @param containers whether to remove the containers as well
     * @param volumes whether to remove the volumes as well; has no effect without {@code containers}
     */
    public CompletableFuture<Integer> stop(String app, boolean containers, boolean volumes) {
        String query = containers ? "?remove-containers=true" + (volumes ? "&remove-volumes=true" : "") : "";
        HttpRequest request = request("/v1/stop/" + encoded(app) + query)
                .POST(BodyPublishers.noBody())
                .build();
        return call(request, answer -> Optional.of(answer.statusCode()));
    }

    /** Follows everything the server says, beginning with its last hundred entries. */
    public EntryStream followServer(Dialect dialect, EntryStream.Listener listener) {
        return EntryStream.open(world, server, streamRequest(dialect.serverLogsPath()), listener);
    }

    /** Follows one deployment. A server keeps these entries for one reader only, and forgets them when it leaves. */
    public EntryStream followDeployment(DeploymentId id, EntryStream.Listener listener) {
        return EntryStream.open(world, server, streamRequest("/v1/deploy/" + encoded(id.value()) + "/logs"), listener);
    }

    /**
     * What containers of an app have printed and, if wanted, go on to print. Servers before beta 69 follow in any case.
     */
    public ContainerLogStream containerLogs(
            String app, LogOptions options, boolean follow, ContainerLogStream.Listener listener) {
        String which =
                options.container().map(id -> "&containerId=" + encoded(id)).orElse("")
                        + (options.allContainers() ? "&allContainers=true" : "")
                        + (follow ? "" : "&follow=false");
        String path = "/v1/logs/" + encoded(app) + "?tail=" + options.tail() + which;
        return ContainerLogStream.open(world, server, streamRequest(path), listener);
    }

    private HttpRequest streamRequest(String path) {
        return request(path).header("Accept", "text/event-stream").GET().build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUri() + path))
                .header("Authorization", "Bearer " + token.reveal());
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> CompletableFuture<T> call(HttpRequest request, Function<HttpResponse<byte[]>, Optional<T>> reader) {
        CompletableFuture<HttpResponse<byte[]>> exchange = world.http().sendAsync(request, BodyHandlers.ofByteArray());
        Call<T> call = new Call<>(exchange);
        ScheduledFuture<?> limit =
                world.loop().schedule(() -> late(call, request), callTimeout.toNanos(), TimeUnit.NANOSECONDS);
        exchange.handleAsync(
                (answer, failure) -> {
                    limit.cancel(false);
                    if (failure != null) {
                        return call.completeExceptionally(broken(server, request, failure));
                    }
                    return settle(call, request, answer, reader);
                },
                world.loop());
        return call;
    }

    private <T> boolean settle(
            Call<T> call,
            HttpRequest request,
            HttpResponse<byte[]> answer,
            Function<HttpResponse<byte[]>, Optional<T>> reader) {
        boolean mayBeMissing =
                answer.statusCode() == 404 && request.uri().getPath().startsWith("/v1/status/");
        if (answer.statusCode() / 100 != 2 && !mayBeMissing) {
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

    private void late(Call<?> call, HttpRequest request) {
        call.fail(new ServerException(
                server, route(request), Trouble.LOST, "no answer within " + callTimeout.toSeconds() + " s"));
    }

    /** What a broken exchange means. */
    static ServerException broken(ServerAddress server, HttpRequest request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        String why =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return new ServerException(
                server,
                route(request),
                neverSent ? Trouble.UNREACHABLE : Trouble.LOST,
                (neverSent ? "cannot be reached: " : "the connection was lost: ") + why);
    }

    /** What a refusing status means; servers explain themselves in a line of text, their proxy in a page. */
    static ServerException refused(ServerAddress server, HttpRequest request, int status, String body) {
        Trouble trouble = switch (status) {
            case 401, 403 -> Trouble.UNAUTHORIZED;
            case 429 -> Trouble.RATE_LIMITED;
            case 408 -> Trouble.LOST;
            default -> status >= 500 ? Trouble.SERVER_ERROR : Trouble.REFUSED;
        };
        String said = body.strip();
        boolean page = said.startsWith("<");
        String shown = page || said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), SHOWN_BODY));
        String what = trouble == Trouble.UNAUTHORIZED
                ? "the token was refused; if it has changed, run 'haloy server add " + server + " <token> --force'"
                : "answered " + status + shown;
        return new ServerException(server, route(request), trouble, status, what);
    }

    private static String route(HttpRequest request) {
        return request.method() + " " + request.uri().getPath();
    }

    /** The result of a call; cancelling it closes the connection. */
    private static final class Call<T> extends CompletableFuture<T> {
        private final CompletableFuture<?> exchange;

        Call(CompletableFuture<?> exchange) {
            this.exchange = exchange;
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
