package dev.haloy.embedded.wire;

/**
 * The way to a client after an upgrade. Use it on the thread of the time line only; when the client has gone, calls do
 * nothing.
 */
public interface RawConnection {
    /** Sends bytes. A front may end a connection on which many wait: look at {@link #queuedBytes} and hold back. */
    void write(byte[] piece);

    /** How many bytes wait for the client to read. */
    long queuedBytes();

    /** Stops reading from the client, or starts again, so that it has to wait as well. */
    void pauseInput(boolean pause);

    /** Closes our sending side after what was written; the client may go on sending. */
    void endOutput();

    /** Ends the connection after what was written. */
    void close();

    /** Ends the connection at once, with a reset. */
    void reset();
}
