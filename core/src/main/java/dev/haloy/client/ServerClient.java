package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One server: a method per endpoint, each sending one request. Nothing is repeated here and no verdict drawn.
 *
 * <p>Futures complete on the World's loop, and fail with a {@link ServerException}. Cancelling one closes its connection.
 */
public final class ServerClient {
    private final World world;
    private final ServerCalls calls;

    /** A client for one server; every request must be answered within the time limit. */
    public ServerClient(World world, ServerAddress server, Secret token, Duration callTimeout) {
        this.world = world;
        this.calls = new ServerCalls(world, server, token, callTimeout);
    }

    /** The server. */
    public ServerAddress server() {
        return calls.server();
    }

    /** What the server runs; also proves that the token is right. */
    public CompletableFuture<ServerVersion> version() {
        return calls.call(calls.request("/v1/version").GET().build(), answer -> Answers.version(answer.body()));
    }

    /** What the server runs of an app; empty if it has no container of it. */
    public CompletableFuture<Optional<AppStatus>> status(String app) {
        HttpRequest request =
                calls.request("/v1/status/" + ServerCalls.encoded(app)).GET().build();
        return calls.callOrMiss(
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
        HttpRequest request = calls.request("/v1/deploy")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return calls.call(request, answer -> Optional.of(answer.statusCode()));
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
        HttpRequest request = calls.request("/v1/stop/" + ServerCalls.encoded(app) + query)
                .POST(BodyPublishers.noBody())
                .build();
        return calls.call(request, answer -> Optional.of(answer.statusCode()));
    }

    /** What the server has deployed before. */
    public ServerHistory history() {
        return new ServerHistory(calls);
    }

    /** Follows everything the server says, beginning with its last hundred entries. */
    public EntryStream followServer(Dialect dialect, EntryStream.Listener listener) {
        return EntryStream.open(world, server(), calls.stream(dialect.serverLogsPath()), listener);
    }

    /** Follows one deployment. A server keeps these entries for one reader only, and forgets them when it leaves. */
    public EntryStream followDeployment(DeploymentId id, EntryStream.Listener listener) {
        return EntryStream.open(
                world, server(), calls.stream("/v1/deploy/" + ServerCalls.encoded(id.value()) + "/logs"), listener);
    }

    /**
     * What containers of an app have printed and, if wanted, go on to print. Servers before beta 69 follow in any case.
     */
    public ContainerLogStream containerLogs(
            String app, LogOptions options, boolean follow, ContainerLogStream.Listener listener) {
        String which = options.container()
                        .map(id -> "&containerId=" + ServerCalls.encoded(id))
                        .orElse("")
                + (options.allContainers() ? "&allContainers=true" : "")
                + (follow ? "" : "&follow=false");
        String path = "/v1/logs/" + ServerCalls.encoded(app) + "?tail=" + options.tail() + which;
        return ContainerLogStream.open(world, server(), calls.stream(path), listener);
    }
}
