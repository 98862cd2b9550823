package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireService;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * A connection to a service without a socket: the same HTTP, byte for byte, on a time line that may be virtual. The
 * client's end is the {@link RawConnection}; what the service sends goes to a {@link RawSide}. An orderly end is told by
 * {@link RawSide#inputEnded}, and {@link RawSide#gone} without it is a reset.
 */
public final class MemoryLink implements RawConnection {
    private final TimeLine time;
    private final RawSide client;
    private final ArrayDeque<byte[]> fromClient = new ArrayDeque<>();
    private final ArrayDeque<byte[]> toClient = new ArrayDeque<>();
    private final Server server = new Server();
    private TransportOwner owner = TransportOwner.NOBODY;
    private long waiting;
    private long written;
    private boolean open = true;
    private boolean clientEnds;
    private boolean inputEnded;
    private boolean inputPaused;
    private boolean serverEnds;
    private boolean outputEnded;
    private boolean outputPaused;
    private boolean closing;

    private MemoryLink(TimeLine time, RawSide client) {
        this.time = time;
        this.client = client;
    }

    /** Connects with a service; {@code peer} is the address it shall see. */
    public static MemoryLink open(TimeLine time, WireService service, String peer, RawSide client) {
        MemoryLink link = new MemoryLink(time, client);
        time.after(
                Duration.ZERO,
                () -> Connection.serve(new TimeLineRounds(time), link.server, HttpLimits.ofDefaults(), service, peer));
        return link;
    }

    private void soon(Runnable task) {
        time.after(Duration.ZERO, task);
    }

    @Override
    public void write(byte[] piece) {
        if (open && !clientEnds && piece.length > 0) {
            fromClient.add(piece);
            soon(this::takeInput);
        }
    }

    @Override
    public long queuedBytes() {
        long bytes = 0;
        for (byte[] piece : fromClient) {
            bytes += piece.length;
        }
        return bytes;
    }

    @Override
    public void pauseInput(boolean pause) {
        outputPaused = pause;
        soon(this::giveOutput);
    }

    @Override
    public void endOutput() {
        clientEnds = true;
        soon(this::takeInput);
    }

    /** The client leaves; what it has sent still arrives. */
    @Override
    public void close() {
        clientEnds = true;
        soon(() -> {
            takeInput();
            server.closeNow();
        });
    }

    @Override
    public void reset() {
        soon(server::closeNow);
    }

    private void takeInput() {
        while (open && !inputPaused && !fromClient.isEmpty()) {
            owner.input(ByteBuffer.wrap(fromClient.remove()));
        }
        if (open && !inputPaused && clientEnds && !inputEnded) {
            inputEnded = true;
            owner.inputEnded();
        }
    }

    private void giveOutput() {
        while (open && !outputPaused && !toClient.isEmpty()) {
            byte[] piece = toClient.remove();
            waiting -= piece.length;
            written += piece.length;
            client.bytes(piece);
        }
        if (open && toClient.isEmpty()) {
            allGiven();
        }
    }

    private void allGiven() {
        if ((serverEnds || closing) && !outputEnded) {
            outputEnded = true;
            client.inputEnded();
        }
        if (closing) {
            open = false;
            client.gone();
        } else {
            owner.drained();
        }
    }

    /** The service's end. */
    private final class Server implements Transport {
        @Override
        public void owner(TransportOwner newOwner) {
            owner = newOwner;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean hasInputEnded() {
            return inputEnded;
        }

        @Override
        public long waiting() {
            return waiting;
        }

        @Override
        public long written() {
            return written;
        }

        /** The client takes everything at the next occasion, or nothing while it pauses. */
        @Override
        public void offer() {}

        @Override
        public boolean isGated() {
            return false;
        }

        @Override
        public void pauseInput(boolean pause) {
            inputPaused = pause;
            if (!pause) {
                soon(MemoryLink.this::takeInput);
            }
        }

        @Override
        public void write(byte[] piece) {
            if (open && !closing && !serverEnds && piece.length > 0) {
                toClient.add(piece);
                waiting += piece.length;
                soon(MemoryLink.this::giveOutput);
            }
        }

        @Override
        public void fault(ByteFault fault) {
            throw new UnsupportedOperationException("faults of single bytes need a socket");
        }

        @Override
        public void faultEnds() {}

        @Override
        public void endOutput() {
            serverEnds = true;
            soon(MemoryLink.this::giveOutput);
        }

        @Override
        public void closeWhenWritten() {
            closing = true;
            owner = TransportOwner.NOBODY;
            soon(MemoryLink.this::giveOutput);
        }

        @Override
        public void closeNow() {
            if (open) {
                open = false;
                toClient.clear();
                TransportOwner last = owner;
                owner = TransportOwner.NOBODY;
                soon(client::gone);
                last.gone();
            }
        }

        @Override
        public void reset() {
            closeNow();
        }
    }
}
