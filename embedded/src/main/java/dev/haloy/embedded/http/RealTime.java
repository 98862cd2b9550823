package dev.haloy.embedded.http;

import java.time.Instant;
import java.time.InstantSource;

/** The machine's time, which never jumps: read once as wall-clock time and counted from there. */
final class RealTime implements InstantSource {
    private final Instant start = InstantSource.system().instant();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
