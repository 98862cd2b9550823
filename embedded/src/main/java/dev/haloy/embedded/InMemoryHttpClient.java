package dev.haloy.embedded;

import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client whose servers live in the same virtual time and whose network is a method call. It drives the JDK's
 * own body subscribers, so lines, charsets, back-pressure and errors come out as with the real client; the bodies of
 * {@code ofInputStream} and {@code ofLines} block for ever unless they have already arrived.
 */
final class InMemoryHttpClient extends HttpClient {
    private final VirtualTime time;
    private final Connector connector;

    /** Finds the server that a request is for. */
    @FunctionalInterface
    interface Connector {
        WireService connect(URI uri) throws ConnectException;
    }

    InMemoryHttpClient(VirtualTime time, Connector connector) {
        this.time = time;
        this.connector = connector;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw asIoException(failed.getCause());
        }
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return sendAsync(request, handler, null);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        return new MemoryExchange<>(time, connector, request, handler).start();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JVM has no default TLS context", missing);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.of(time);
    }

    // From Java 21 on the superclass has these; the language level here is 17, hence no @Override.

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
