package dev.haloy.operate;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Streams of what containers print, until closed. */
public final class LogFollowing implements AutoCloseable {
    private final CompletableFuture<List<String>> end;
    private final Runnable leave;

    LogFollowing(CompletableFuture<List<String>> end, Runnable leave) {
        this.end = end;
        this.leave = leave;
    }

    /**
     * Completes when there is nothing more to follow or this was closed: with the keys of the targets that could not be followed to
     * their end.
     */
    public CompletableFuture<List<String>> end() {
        return end;
    }

    /** Leaves all streams; once {@link #end()} has completed, the listener hears nothing more. Any thread, any number of times. */
    @Override
    public void close() {
        leave.run();
    }
}
