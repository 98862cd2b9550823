package dev.haloy.conformance;

import dev.haloy.client.EntryStream;
import dev.haloy.client.LogEntry;
import dev.haloy.client.ServerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hears everything on one thread and hands it over at the end. */
final class Ear implements EntryStream.Listener {
    /** What became of a stream. */
    record Heard(int opened, List<LogEntry> entries, Optional<ServerException> ended) {}

    final CompletableFuture<Heard> heard = new CompletableFuture<>();
    private final List<LogEntry> entries = new ArrayList<>();
    private int opened;

    @Override
    public void opened(Optional<Instant> serverTime) {
        opened++;
    }

    @Override
    public void entry(LogEntry entry) {
        entries.add(entry);
    }

    @Override
    public void ended(Optional<ServerException> failure) {
        heard.complete(new Heard(opened, List.copyOf(entries), failure));
    }
}
