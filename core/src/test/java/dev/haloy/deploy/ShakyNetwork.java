package dev.haloy.deploy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/** A network on which some requests never get to a server, as the JDK's client would report it. */
final class ShakyNetwork extends PassingClient {
    private static final List<Supplier<IOException>> TROUBLES = List.of(
            () -> new ConnectException("Connection refused"),
            () -> (IOException) new ConnectException().initCause(new UnresolvedAddressException()),
            () -> new SSLHandshakeException("PKIX path building failed"),
            () -> new HttpConnectTimeoutException("HTTP connect timed out"));

    private final SplittableRandom random;
    private final double rate;

    /** This share of requests fails, in the same way for the same seed. */
    ShakyNetwork(HttpClient network, long seed, double rate) {
        super(network);
        this.random = new SplittableRandom(seed);
        this.rate = rate;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        if (random.nextDouble() >= rate) {
            return network.sendAsync(request, handler);
        }
        int kind = random.nextInt(TROUBLES.size() + 1);
        return kind == TROUBLES.size()
                ? new CompletableFuture<>()
                : CompletableFuture.failedFuture(TROUBLES.get(kind).get());
    }
}
