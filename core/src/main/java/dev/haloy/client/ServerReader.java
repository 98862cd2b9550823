package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One server, as far as it can be asked without changing anything there: what a plan is made with. Futures behave as those of
 * {@link ServerClient}.
 */
public final class ServerReader {
    private final ServerCalls calls;

    ServerReader(ServerCalls calls) {
        this.calls = calls;
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
        return calls.callOrMiss(request, ServerReader::found);
    }

    /** A possible absence that was found out; empty if the answer could not be read. */
    private static Optional<Optional<AppStatus>> found(HttpResponse<byte[]> answer) {
        if (isNoSuchApp(answer)) {
            return Optional.of(Optional.empty());
        }
        Optional<AppStatus> read = Answers.status(answer.body());
        return read.isPresent() ? Optional.of(read) : Optional.empty();
    }

    private static boolean isNoSuchApp(HttpResponse<?> answer) {
        return answer.statusCode() == 404 && ServerCalls.isOfKnownRoute(answer);
    }

    /**
     * The deployments of an app that the server has kept, the newest first. Not among them: what runs now, and what has lost its
     * image. Among them: deployments that failed after their containers were started; the server does not say which.
     */
    public CompletableFuture<List<PastDeployment>> history(String app) {
        HttpRequest request =
                calls.request("/v1/rollback/" + ServerCalls.encoded(app)).GET().build();
        return calls.call(request, answer -> Answers.history(answer.body()));
    }
}
