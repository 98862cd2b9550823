package dev.haloy.testkit;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests that are not over: no answer yet, or an answer that goes on. */
final class OpenExchanges {
    private final InstantSource clock;
    private final Map<Object, Exchange> open = new LinkedHashMap<>();

    private record Exchange(HttpRequest request, Instant sentAt) {
        @Override
        public String toString() {
            return request.method() + " " + request.uri() + ", sent at " + sentAt;
        }
    }

    OpenExchanges(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins; running the result ends it, more than once does nothing. */
    synchronized Runnable begin(HttpRequest request) {
        Object exchange = new Object();
        open.put(exchange, new Exchange(request, clock.instant()));
        return () -> end(exchange);
    }

    private synchronized void end(Object exchange) {
        open.remove(exchange);
    }

    synchronized List<String> describe() {
        return open.values().stream().map(Exchange::toString).toList();
    }
}
