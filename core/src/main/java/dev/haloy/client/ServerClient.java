package dev.haloy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.ServerAddress;
import dev.haloy.internal.json.Json;
import dev.haloy.secret.Secret;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    /** How images get to the server. */
    public ImageRoutes images() {
        return new ImageRoutes(world, calls);
    }

    /** The same server, for whoever must not change anything there. */
    public ServerReader reader() {
        return new ServerReader(calls);
    }

    /** What the server runs; also proves that the token is right. */
    public CompletableFuture<ServerVersion> version() {
        return reader().version();
    }

    /** The same with what else the server says about its parts. */
    public CompletableFuture<ServerComponents> components() {
        return calls.call(
                calls.request("/v1/version").GET().build(), answer -> OperateAnswers.components(answer.body()));
    }

    /** What the server runs of an app; empty if it has no container of it. */
    public CompletableFuture<Optional<AppStatus>> status(String app) {
        return reader().status(app);
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

    /**
     * Runs a command in containers of an app, at the same time in all that were chosen, and completes when it has ended everywhere, with
     * a result for each. Servers allow a minute. Not to be repeated: a command may run on after its answer was lost.
     *
     * @param command program and arguments; no shell is involved
     */
    public CompletableFuture<List<ExecResult>> exec(String app, List<String> command, ContainerChoice which) {
        ObjectNode body = Json.object();
        command.forEach(body.putArray("command")::add);
        which.container().ifPresent(id -> body.put("containerId", id));
        if (which.allContainers()) {
            body.put("allContainers", true);
        }
        return calls.call(
                calls.post("/v1/exec/" + ServerCalls.encoded(app), body), answer -> OperateAnswers.exec(answer.body()));
    }

    /**
     * Opens a connection to a port of a container: what is written to it arrives there as it is.
     *
     * @param port the port; the one that the app was deployed with by default
     * @param container the container whose id begins so; the newest by default
     */
    public CompletableFuture<Duplex> tunnel(String app, OptionalInt port, Optional<String> container) {
        List<String> query = new ArrayList<>();
        port.ifPresent(number -> query.add("port=" + number));
        container.ifPresent(id -> query.add("container=" + ServerCalls.encoded(id)));
        return calls.tunnel(
                "/v1/tunnel/" + ServerCalls.encoded(app) + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    /**
     * Removes old images of an app, or says which it would remove. Repeating it does no harm.
     *
     * @param keep how many of the newest stay; those that run stay in any case
     * @param apply whether they are removed
     */
    public CompletableFuture<PrunedImages> pruneImages(String app, int keep, boolean apply) {
        ObjectNode body = Json.object().put("appName", app).put("keep", keep);
        if (apply) {
            body.put("apply", true);
        }
        return calls.call(calls.post("/v1/images/prune", body), answer -> OperateAnswers.pruned(answer.body()));
    }

    /** The accounts it pulls images with. */
    public RegistryClient registries() {
        return new RegistryClient(calls);
    }

    /** Follows everything the server says, beginning with its last hundred entries. */
    public EntryStream followServer(Dialect dialect, EntryStream.Listener listener) {
        return EntryStream.open(world, server(), calls.stream(dialect.serverLogsPath()), listener);
    }

    /** The same with an entry for every request that visitors of its apps send. Servers before beta 32 have none. */
    public EntryStream followServerAndVisitors(Dialect dialect, EntryStream.Listener listener) {
        String path = dialect.serverLogsPath() + "?access-logs=true";
        return EntryStream.open(world, server(), calls.stream(path), listener);
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
