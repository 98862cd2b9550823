package dev.haloy.deploy;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A client that passes everything on to another one, for those that change something on the way. */
public abstract class PassingClient extends HttpClient {
    /** Where everything goes. */
    protected final HttpClient network;

    /** Passes everything on to this client. */
    protected PassingClient(HttpClient network) {
        this.network = network;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> push) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        throw new IOException("the engine never waits");
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return network.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return network.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return network.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return network.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return network.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return network.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return network.authenticator();
    }

    @Override
    public Version version() {
        return network.version();
    }

    @Override
    public Optional<Executor> executor() {
        return network.executor();
    }
}
