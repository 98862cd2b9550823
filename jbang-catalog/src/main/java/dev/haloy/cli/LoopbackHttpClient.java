package dev.haloy.cli;

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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Sends requests for known hosts to servers on this machine, over real connections. Refuses every other host, so that
 * nothing that uses it can reach a real server.
 */
final class LoopbackHttpClient extends HttpClient {
    private final HttpClient real;
    private final Map<String, URI> hosts;

    /** Leads each host, as written in addresses, to the base address of its stand-in. */
    LoopbackHttpClient(HttpClient real, Map<String, URI> hosts) {
        this.real = real;
        this.hosts = new TreeMap<>(hosts);
    }

    private HttpRequest led(HttpRequest request) throws ConnectException {
        URI asked = request.uri();
        URI base = hosts.get(asked.getRawAuthority());
        if (base == null) {
            throw new ConnectException(
                    asked.getRawAuthority() + " is not one of the servers here: " + String.join(", ", hosts.keySet()));
        }
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        URI there = URI.create(base.getScheme() + "://" + base.getRawAuthority() + asked.getRawPath() + query);
        return HttpRequest.newBuilder(request, (name, value) -> true).uri(there).build();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return real.send(led(request), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        try {
            return real.sendAsync(led(request), handler);
        } catch (ConnectException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        try {
            return real.sendAsync(led(request), handler, pushed);
        } catch (ConnectException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return real.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return real.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return real.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return real.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return real.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return real.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return real.authenticator();
    }

    @Override
    public Version version() {
        return real.version();
    }

    @Override
    public Optional<Executor> executor() {
        return real.executor();
    }
}
