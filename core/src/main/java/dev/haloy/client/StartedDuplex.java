package dev.haloy.client;

import dev.haloy.world.Duplex;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A connection of which some bytes were read already. */
final class StartedDuplex implements Duplex {
    private final Duplex rest;
    private final ByteBuffer early;

    StartedDuplex(Duplex rest, byte[] early) {
        this.rest = rest;
        this.early = ByteBuffer.wrap(early);
    }

    @Override
    public CompletableFuture<Integer> read(ByteBuffer into) {
        if (!early.hasRemaining()) {
            return rest.read(into);
        }
        int count = Math.min(into.remaining(), early.remaining());
        into.put(early.slice().limit(count));
        early.position(early.position() + count);
        return CompletableFuture.completedFuture(count);
    }

    @Override
    public CompletableFuture<Integer> write(ByteBuffer from) {
        return rest.write(from);
    }

    @Override
    public void endOutput() {
        rest.endOutput();
    }

    @Override
    public void close() {
        rest.close();
    }
}
