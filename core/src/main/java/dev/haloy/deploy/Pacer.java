package dev.haloy.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps requests below what a server allows: a bucket per server. Servers refill 5 tokens a second and hold 10, for all
 * clients of an address together; a little is left to others.
 */
final class Pacer {
    private static final Duration REFILL = Duration.ofMillis(220);
    private static final int BURST = 8;

    /** When the bucket of a server would be full again. */
    private final Map<String, Instant> fullAt = new HashMap<>();

    /** Takes a token; says how long to wait before using it. */
    Duration take(String server, Instant now) {
        Instant full = fullAt.getOrDefault(server, now);
        Instant next = (full.isBefore(now) ? now : full).plus(REFILL);
        fullAt.put(server, next);
        Duration over = Duration.between(now, next).minus(REFILL.multipliedBy(BURST));
        return over.isNegative() ? Duration.ZERO : over;
    }
}
