package dev.haloy.testkit;

import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Reaches the servers of a test, refuses all others with a hint, and knows which requests are not over. */
final class GuardedHttpClient extends HttpClient {
    private final HttpClient inMemory;
    private final Function<String, Optional<String>> refusal;
    private final OpenExchanges exchanges;

    /** Asks {@code refusal} for each authority why it is out of reach; empty if it is not. */
    GuardedHttpClient(HttpClient inMemory, Function<String, Optional<String>> refusal, OpenExchanges exchanges) {
        this.inMemory = inMemory;
        this.refusal = refusal;
        this.exchanges = exchanges;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Optional<String> refused = refusal.apply(request.uri().getRawAuthority());
        if (refused.isPresent()) {
            throw new ConnectException(refused.get());
        }
        Runnable over = exchanges.begin(request);
        try {
            return inMemory.send(request, watched(handler, over));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            over.run();
            throw failed;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return sendAsync(request, handler, null);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        Optional<String> refused = refusal.apply(request.uri().getRawAuthority());
        if (refused.isPresent()) {
            return CompletableFuture.failedFuture(new ConnectException(refused.get()));
        }
        Runnable over = exchanges.begin(request);
        CompletableFuture<HttpResponse<T>> answer = inMemory.sendAsync(request, watched(handler, over));
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                over.run();
            }
        });
        return answer;
    }

    private static <T> BodyHandler<T> watched(BodyHandler<T> handler, Runnable over) {
        return head -> new WatchedBody<>(handler.apply(head), over);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return inMemory.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return inMemory.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return inMemory.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return inMemory.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return inMemory.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return inMemory.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return inMemory.authenticator();
    }

    @Override
    public Version version() {
        return inMemory.version();
    }

    @Override
    public Optional<Executor> executor() {
        return inMemory.executor();
    }

    // From Java 21 on the superclass has these and would wait in real time; the language level is 17, hence no
    // @Override.

    /** Does nothing: there is nothing to release. */
    public void close() {}

    /** Does nothing: there is nothing to release. */
    public void shutdown() {}

    /** Does nothing: there is nothing to release. */
    public void shutdownNow() {}

    /** True: there is nothing to wait for. */
    public boolean awaitTermination(Duration duration) {
        return true;
    }

    /** False: this client can always be used. */
    public boolean isTerminated() {
        return false;
    }
}
