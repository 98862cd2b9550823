package dev.haloy.world;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * A connection of bytes in both directions. One read and one write may be under way at a time; each direction ends by itself.
 * Futures complete on any thread, with an {@link java.io.IOException} if the connection broke.
 */
public interface Duplex extends AutoCloseable {
    /** Reads what is there, or what comes next: the number of bytes, or -1 once the other side has ended its direction. */
    CompletableFuture<Integer> read(ByteBuffer into);

    /** Writes all of it, and completes with the number of bytes when the buffer is empty. */
    CompletableFuture<Integer> write(ByteBuffer from);

    /** Ends our direction, so that the other side reads an end; its own direction goes on. Call it when no write is under way. */
    void endOutput();

    /** Ends both directions at once; what is under way fails. Any number of times. */
    @Override
    void close();
}
