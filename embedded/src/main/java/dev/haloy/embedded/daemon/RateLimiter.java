package dev.haloy.embedded.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One token bucket per client address, refilled continuously. */
final class RateLimiter {
    private final double perSecond;
    private final double burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    private static final class Bucket {
        private double tokens;
        private Instant filledAt;

        Bucket(double tokens, Instant filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }
    }

    RateLimiter(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Takes a token; false, and nothing taken, if there is none. */
    boolean take(String client, Instant now) {
        Bucket bucket = buckets.computeIfAbsent(client, unknown -> new Bucket(burst, now));
        double seconds = Duration.between(bucket.filledAt, now).toNanos() / 1e9;
        bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
        bucket.filledAt = now;
        if (bucket.tokens < 1 - 1e-9) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
