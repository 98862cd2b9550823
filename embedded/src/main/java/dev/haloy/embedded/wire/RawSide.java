package dev.haloy.embedded.wire;

/** Takes what a client sends after an upgrade. Called on the thread of the time line. */
public interface RawSide {
    /** Takes the next bytes. */
    void bytes(byte[] piece);

    /** The client has closed its sending side and may still read. */
    void inputEnded();

    /** Everything written so far has been handed on: time to write more. */
    default void drained() {}

    /** The connection is over and nothing can be written any more; called once, also after {@link RawConnection#close}. */
    void gone();

    /** Takes a connection over: gets the way to the client and says who takes what comes from it. */
    @FunctionalInterface
    interface Opener {
        /** Called once, when the connection speaks HTTP no longer. */
        RawSide open(RawConnection client);
    }
}
