package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * An open stream of log entries. The listener hears of everything on the World's loop; after {@link #close()} it hears
 * nothing more.
 */
public final class EntryStream implements AutoCloseable {
    private final SseStream stream;

    private EntryStream(SseStream stream) {
        this.stream = stream;
    }

    /** Hears a stream: opened at most once, any number of entries, ended at most once. */
    public interface Listener {
        /** The server has begun to answer. The time is the server's, if it said. */
        void opened(Optional<Instant> serverTime);

        /** An entry, replayed or live. */
        void entry(LogEntry entry);

        /** The stream is over, and why. Without a failure the server ended it properly. */
        void ended(Optional<ServerException> failure);
    }

    static EntryStream open(World world, ServerAddress server, HttpRequest request, Listener listener) {
        return new EntryStream(SseStream.open(world, server, request, new SseStream.Ear() {
            @Override
            public void opened(Optional<Instant> serverTime) {
                listener.opened(serverTime);
            }

            @Override
            public void data(String json) {
                Answers.entry(json).ifPresent(listener::entry);
            }

            @Override
            public void ended(Optional<ServerException> failure) {
                listener.ended(failure);
            }
        }));
    }

    /** Leaves the stream. */
    @Override
    public void close() {
        stream.close();
    }
}
