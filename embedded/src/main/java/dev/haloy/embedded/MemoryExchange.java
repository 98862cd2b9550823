package dev.haloy.embedded;

import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireService;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request of the in-memory client, with the second attempt that the real client makes by itself. */
final class MemoryExchange<T> {
    private final VirtualTime time;
    private final InMemoryHttpClient.Connector connector;
    private final HttpRequest request;
    private final BodyHandler<T> handler;
    private final PumpingFuture<HttpResponse<T>> result;
    private TimeLine.@Nullable Timer timeout;
    private @Nullable MemoryConnection connection;
    private boolean secondAttempt;
    private boolean over;

    MemoryExchange(
            VirtualTime time, InMemoryHttpClient.Connector connector, HttpRequest request, BodyHandler<T> handler) {
        this.time = time;
        this.connector = connector;
        this.request = request;
        this.handler = handler;
        this.result = new PumpingFuture<>(time, this::abandon);
    }

    CompletableFuture<HttpResponse<T>> start() {
        request.timeout().ifPresent(limit -> timeout = time.after(limit, this::timedOut));
        time.after(Duration.ZERO, this::send);
        return result;
    }

    private void send() {
        if (over) {
            return;
        }
        try {
            WireService server = connector.connect(request.uri());
            MemoryConnection fresh =
                    new MemoryConnection(time, !request.method().equals("HEAD"), this);
            connection = fresh;
            MemoryRequest.send(request, server, fresh);
        } catch (IOException refused) {
            closeConnection();
            fail(refused);
        }
    }

    /** The response has begun: from here on the time limit of the request does not count. */
    BodySubscriber<?> begin(int status, HttpHeaders headers) {
        stopTimeout();
        BodySubscriber<T> subscriber = handler.apply(new MemoryResponse.Info(status, headers));
        subscriber.getBody().whenComplete((body, failure) -> {
            over = true;
            if (failure == null) {
                result.complete(new MemoryResponse<>(request, status, headers, body));
            } else {
                result.completeExceptionally(failure);
            }
        });
        return subscriber;
    }

    /** The connection ended before the first byte of a response; reads go out once more, as with the real client. */
    void lostBeforeResponse() {
        boolean repeatable = request.method().equals("GET") || request.method().equals("HEAD");
        if (repeatable && !secondAttempt) {
            secondAttempt = true;
            time.after(Duration.ZERO, this::send);
        } else {
            fail(new IOException("The connection ended without a response", new EOFException()));
        }
    }

    void fail(Throwable reason) {
        over = true;
        stopTimeout();
        result.completeExceptionally(reason);
    }

    private void timedOut() {
        if (!over) {
            closeConnection();
            fail(new HttpTimeoutException("request timed out"));
        }
    }

    private void abandon() {
        if (!over) {
            over = true;
            stopTimeout();
            closeConnection();
        }
    }

    private void closeConnection() {
        MemoryConnection open = connection;
        if (open != null) {
            open.abort();
        }
    }

    private void stopTimeout() {
        TimeLine.Timer pending = timeout;
        if (pending != null) {
            pending.cancel();
        }
    }
}
