package dev.haloy.embedded.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that moves when it is told to. */
final class ManualTime implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T13:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves time between two turns of the loop: what the loop has begun is finished at the old time. */
    void advance(Duration step, SelectorLoop loop) {
        loop.execute(() -> now.updateAndGet(time -> time.plus(step)));
    }
}
