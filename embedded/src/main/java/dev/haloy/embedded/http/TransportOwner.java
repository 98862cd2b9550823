package dev.haloy.embedded.http;

import java.nio.ByteBuffer;

/** Who deals with what comes in on a {@link Transport}. */
interface TransportOwner {
    /** For a connection that is being closed: its input interests nobody. */
    TransportOwner NOBODY = new TransportOwner() {
        @Override
        public void input(ByteBuffer bytes) {}

        @Override
        public void inputEnded() {}

        @Override
        public void drained() {}

        @Override
        public void gone() {}
    };

    /** Bytes have come; those not used up are lost. */
    void input(ByteBuffer bytes);

    /** The client has closed its sending side. */
    void inputEnded();

    /** Nothing waits to be written. */
    void drained();

    /** The socket was closed without being asked for by {@link Transport#closeWhenWritten}. */
    void gone();
}
