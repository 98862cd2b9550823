package dev.haloy.embedded;

import dev.haloy.embedded.http.MemoryLink;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousByteChannel;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ReadPendingException;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A connection of bytes to an embedded server in virtual time, for what an HTTP client cannot do: tunnels. Both ends
 * speak HTTP/1.1 as over a socket, without TLS. Operations are completed by tasks of the virtual time; its futures let
 * time pass when they are waited for.
 */
public final class MemoryChannel implements AsynchronousByteChannel {
    /** How much may lie here unread before the server has to wait. */
    private static final int ENOUGH = 64 * 1024;

    private final VirtualTime time;
    private final MemoryLink link;
    private final ArrayDeque<ByteBuffer> unread = new ArrayDeque<>();
    private int unreadBytes;
    private @Nullable Reading reading;
    private boolean ended;
    private boolean gone;
    private boolean closed;

    private record Reading(ByteBuffer into, PumpingFuture<Integer> result) {}

    MemoryChannel(VirtualTime time, WireService server, String peer) {
        this.time = time;
        this.link = MemoryLink.open(time, server, peer, new Arrivals());
    }

    /** Tells the server that no more bytes will come; reading goes on. */
    public void shutdownOutput() {
        link.endOutput();
    }

    /**
     * Reads what is there, or what comes next: the number of bytes, or -1 at the end.
     *
     * @throws ReadPendingException if an earlier read is not complete yet
     */
    @Override
    public Future<Integer> read(ByteBuffer into) {
        return startReading(into);
    }

    @Override
    public <A> void read(ByteBuffer into, A attachment, CompletionHandler<Integer, ? super A> handler) {
        tell(startReading(into), attachment, handler);
    }

    private PumpingFuture<Integer> startReading(ByteBuffer into) {
        if (reading != null) {
            throw new ReadPendingException();
        }
        PumpingFuture<Integer> result = new PumpingFuture<>(time, () -> reading = null);
        reading = new Reading(into, result);
        time.execute(this::goOn);
        return result;
    }

    /** Writes all of it; the buffer is empty when this returns. */
    @Override
    public Future<Integer> write(ByteBuffer from) {
        return startWriting(from);
    }

    @Override
    public <A> void write(ByteBuffer from, A attachment, CompletionHandler<Integer, ? super A> handler) {
        tell(startWriting(from), attachment, handler);
    }

    private PumpingFuture<Integer> startWriting(ByteBuffer from) {
        byte[] piece = new byte[from.remaining()];
        from.get(piece);
        PumpingFuture<Integer> result = new PumpingFuture<>(time, () -> {});
        time.execute(() -> {
            if (closed) {
                result.completeExceptionally(new ClosedChannelException());
            } else if (gone) {
                result.completeExceptionally(new IOException("The server has closed the connection"));
            } else {
                link.write(piece);
                result.complete(piece.length);
            }
        });
        return result;
    }

    private static <A> void tell(
            PumpingFuture<Integer> result, A attachment, CompletionHandler<Integer, ? super A> handler) {
        result.whenComplete((count, failure) -> {
            if (failure == null) {
                handler.completed(count, attachment);
            } else {
                handler.failed(failure, attachment);
            }
        });
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** Leaves; a read under way fails. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            link.close();
            time.execute(this::goOn);
        }
    }

    private void goOn() {
        Reading current = reading;
        if (current == null || !(closed || gone || ended || !unread.isEmpty())) {
            return;
        }
        reading = null;
        if (closed) {
            current.result().completeExceptionally(new AsynchronousCloseException());
        } else if (!unread.isEmpty()) {
            current.result().complete(take(current.into()));
        } else if (ended) {
            current.result().complete(-1);
        } else {
            current.result().completeExceptionally(new IOException("Connection reset"));
        }
    }

    private int take(ByteBuffer into) {
        int count = 0;
        while (into.hasRemaining() && !unread.isEmpty()) {
            ByteBuffer piece = unread.element();
            ByteBuffer part = piece.duplicate();
            part.limit(part.position() + Math.min(into.remaining(), part.remaining()));
            count += part.remaining();
            piece.position(part.limit());
            into.put(part);
            if (!piece.hasRemaining()) {
                unread.remove();
            }
        }
        unreadBytes -= count;
        link.pauseInput(unreadBytes > ENOUGH);
        return count;
    }

    /** What comes from the server. */
    private final class Arrivals implements RawSide {
        @Override
        public void bytes(byte[] piece) {
            unread.add(ByteBuffer.wrap(piece));
            unreadBytes += piece.length;
            if (unreadBytes > ENOUGH) {
                link.pauseInput(true);
            }
            goOn();
        }

        @Override
        public void inputEnded() {
            ended = true;
            goOn();
        }

        @Override
        public void gone() {
            gone = true;
            goOn();
        }
    }
}
