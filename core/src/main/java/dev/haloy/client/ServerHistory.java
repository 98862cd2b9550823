package dev.haloy.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What one server has deployed before, and going back to it. Futures behave as those of {@link ServerClient}. */
public final class ServerHistory {
    private final ServerCalls calls;

    ServerHistory(ServerCalls calls) {
        this.calls = calls;
    }

    /**
     * The deployments of an app that the server has kept, the newest first. Not among them: what runs now, and what has lost its
     * image. Among them: deployments that failed after their containers were started; the server does not say which.
     */
    public CompletableFuture<List<PastDeployment>> list(String app) {
        return new ServerReader(calls).history(app);
    }

    /** Asks the server to go back; completes with the status once it has taken the request, before it has done anything. */
    public CompletableFuture<Integer> rollBack(byte[] body) {
        HttpRequest request = calls.request("/v1/rollback")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return calls.call(request, answer -> Optional.of(answer.statusCode()));
    }
}
