package dev.haloy.embedded.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Iterator;

/** Bytes on their way to a client. */
final class Outgoing {
    private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
    private long waiting;
    private long written;

    void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(ByteBuffer.wrap(piece));
            waiting += piece.length;
        }
    }

    /** How many bytes wait. */
    long waiting() {
        return waiting;
    }

    /** How many bytes have been written since the connection began. */
    long written() {
        return written;
    }

    /** How many bytes have been written or wait. */
    long end() {
        return written + waiting;
    }

    void discard() {
        pieces.clear();
        waiting = 0;
    }

    /**
     * Writes until nothing is left, the limit is reached or the channel takes no more.
     *
     * @param limit up to which byte of the connection
     * @param scratch pieces are put together here, so that small ones share a packet and large ones need no large copy
     */
    void writeTo(WritableByteChannel channel, long limit, ByteBuffer scratch) throws IOException {
        while (waiting > 0 && written < limit) {
            fill(scratch.clear(), limit - written);
            int filled = scratch.flip().remaining();
            int taken = channel.write(scratch);
            drop(taken);
            if (taken < filled) {
                return;
            }
        }
    }

    private void fill(ByteBuffer scratch, long room) {
        scratch.limit((int) Math.min(scratch.capacity(), room));
        for (Iterator<ByteBuffer> all = pieces.iterator(); all.hasNext() && scratch.hasRemaining(); ) {
            ByteBuffer piece = all.next().duplicate();
            piece.limit(piece.position() + Math.min(piece.remaining(), scratch.remaining()));
            scratch.put(piece);
        }
    }

    private void drop(int count) {
        int left = count;
        while (left > 0) {
            ByteBuffer piece = pieces.element();
            int part = Math.min(left, piece.remaining());
            piece.position(piece.position() + part);
            left -= part;
            if (!piece.hasRemaining()) {
                pieces.remove();
            }
        }
        waiting -= count;
        written += count;
    }
}
