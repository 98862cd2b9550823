package dev.haloy.embedded.daemon;

import java.time.Duration;
import java.util.Optional;

/** The disk of a server, one file system for everything, and how fast images get from it into Docker. */
final class Storage {
    /** What must be left when all is done. */
    private static final long RESERVE = 2L << 30;

    final LayerStore layers = new LayerStore();
    private long size = 80L << 30;
    private Optional<KeptImages> kept = Optional.empty();
    private Duration loading = Duration.ofMillis(60);

    void size(long bytes) {
        size = bytes;
    }

    void loadingTakes(Duration duration) {
        loading = duration;
    }

    Duration loadingTime() {
        return loading;
    }

    void keep(KeptImages images) {
        kept = Optional.of(images);
    }

    /** Where the bytes of images are kept, if somebody wants them. */
    Optional<KeptImages> kept() {
        return kept;
    }

    long available() {
        return Math.max(0, size - layers.bytes());
    }

    /** What must be available for somebody to write this much. */
    static long required(long bytes) {
        return RESERVE + bytes;
    }

    boolean hasRoomFor(long bytes) {
        return available() >= required(bytes);
    }
}
