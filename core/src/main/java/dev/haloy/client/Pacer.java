package dev.haloy.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps requests below what servers allow all clients of an address together: a bucket per server, refilled steadily. */
final class Pacer {
    private final Duration refill;
    private final int burst;

    /** When the bucket of a server would be full again. */
    private final Map<String, Instant> fullAt = new HashMap<>();

    private Pacer(Duration refill, int burst) {
        this.refill = refill;
        this.burst = burst;
    }

    /** Servers refill 5 tokens a second and hold 10; a little is left to others. */
    static Pacer ofServers() {
        return new Pacer(Duration.ofMillis(220), 8);
    }

    /** For layers of images they refill 50 a second and hold 100. */
    static Pacer ofLayers() {
        return new Pacer(Duration.ofMillis(22), 80);
    }

    /** Takes a token; says how long to wait before using it. */
    Duration take(String server, Instant now) {
        Instant full = fullAt.getOrDefault(server, now);
        Instant next = (full.isBefore(now) ? now : full).plus(refill);
        fullAt.put(server, next);
        Duration over = Duration.between(now, next).minus(refill.multipliedBy(burst));
        return over.isNegative() ? Duration.ZERO : over;
    }
}
