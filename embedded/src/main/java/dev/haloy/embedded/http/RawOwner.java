package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import java.nio.ByteBuffer;

/** A connection after its upgrade. */
final class RawOwner implements TransportOwner, RawConnection {
    private final Rounds loop;
    private final Transport transport;
    private final RawSide side;
    private byte[] early;
    private boolean outputEnded;
    private boolean over;

    /**
     * Takes a connection over.
     *
     * @param other takes what the client sends
     * @param early bytes that came with the request
     */
    RawOwner(Rounds loop, Transport transport, RawSide.Opener other, byte[] early) {
        this.loop = loop;
        this.transport = transport;
        this.early = early;
        transport.owner(this);
        this.side = other.open(this);
        loop.execute(this::catchUp);
    }

    /** Delivers what came before the side was there. */
    private void catchUp() {
        deliverEarly();
        if (!transport.isOpen()) {
            gone();
        } else if (transport.hasInputEnded()) {
            inputEnded();
        }
    }

    private void deliverEarly() {
        if (early.length > 0 && !over) {
            byte[] piece = early;
            early = new byte[0];
            side.bytes(piece);
        }
    }

    @Override
    public void input(ByteBuffer bytes) {
        deliverEarly();
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        if (!over) {
            side.bytes(piece);
        }
    }

    @Override
    public void inputEnded() {
        deliverEarly();
        if (!over) {
            side.inputEnded();
            if (outputEnded) {
                close();
            }
        }
    }

    @Override
    public void drained() {
        if (!over) {
            side.drained();
        }
    }

    @Override
    public void gone() {
        if (!over) {
            over = true;
            loop.execute(() -> side.gone());
        }
    }

    @Override
    public void write(byte[] piece) {
        transport.write(piece);
    }

    @Override
    public long queuedBytes() {
        return transport.waiting();
    }

    @Override
    public void pauseInput(boolean pause) {
        transport.pauseInput(pause);
    }

    @Override
    public void endOutput() {
        outputEnded = true;
        if (transport.hasInputEnded()) {
            close();
        } else {
            transport.endOutput();
        }
    }

    @Override
    public void close() {
        transport.closeWhenWritten();
        gone();
    }

    @Override
    public void reset() {
        transport.reset();
    }
}
