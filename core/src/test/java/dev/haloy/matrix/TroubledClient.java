package dev.haloy.matrix;

import dev.haloy.deploy.PassingClient;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A network that leads the requests of one cell astray, or kills the daemon behind it; real connections all the same. */
final class TroubledClient extends PassingClient {
    private final Cell cell;
    private final DeadEnds deadEnds;
    private final EmbeddedHaloyd server;
    private final AtomicInteger seen = new AtomicInteger();

    TroubledClient(HttpClient network, Cell cell, DeadEnds deadEnds, EmbeddedHaloyd server) {
        super(network);
        this.cell = cell;
        this.deadEnds = deadEnds;
        this.server = server;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        boolean struck = isStruck(request.uri());
        if (struck && cell.mishap().killsDaemon()) {
            server.restart();
        }
        if (!struck || !cell.mishap().isOfNetwork()) {
            return network.sendAsync(request, handler);
        }
        URI astray = deadEnds.instead(cell.mishap(), request.uri());
        HttpRequest redirected = HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(astray)
                .build();
        return network.sendAsync(redirected, handler);
    }

    private boolean isStruck(URI uri) {
        Spot spot = cell.spot();
        if (Endpoint.of(uri.getRawPath()) != spot.endpoint) {
            return false;
        }
        int number = seen.incrementAndGet();
        return number == spot.nth || (cell.always() && number > spot.nth);
    }
}
