package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * An open stream of what containers print. The listener hears of everything on the World's loop; after {@link #close()} it
 * hears nothing more.
 */
public final class ContainerLogStream implements AutoCloseable {
    private final SseStream stream;

    private ContainerLogStream(SseStream stream) {
        this.stream = stream;
    }

    /** Hears a stream: opened at most once, any number of lines, ended at most once. */
    public interface Listener {
        /** The server has begun to answer. */
        void opened();

        /** A line, old or new. */
        void line(ContainerLine line);

        /** The stream is over, and why. Without a failure the containers have no more to say. */
        void ended(Optional<ServerException> failure);
    }

    static ContainerLogStream open(World world, ServerAddress server, HttpRequest request, Listener listener) {
        return new ContainerLogStream(SseStream.open(world, server, request, new SseStream.Ear() {
            @Override
            public void opened(Optional<Instant> serverTime) {
                listener.opened();
            }

            @Override
            public void data(String json) {
                Answers.containerLine(json).ifPresent(listener::line);
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
