package dev.haloy.embedded.http;

/** Takes what a client sends after an upgrade. Called on the thread of the loop. */
public interface RawSide {
    /** Takes the next bytes. */
    void bytes(byte[] piece);

    /** The client has closed its sending side and may still read. */
    void inputEnded();

    /** Everything written so far has been handed to the operating system: time to write more. */
    default void drained() {}

    /** The connection is over and nothing can be written any more; called once, also after {@link RawConnection#close}. */
    void gone();
}
