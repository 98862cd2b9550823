package dev.haloy.embedded.http;

/** One connection: what comes in goes to the owner, what is to go out waits here until the client takes it. */
interface Transport {
    void owner(TransportOwner newOwner);

    boolean isOpen();

    /** Whether the client has closed its sending side. */
    boolean hasInputEnded();

    /** How many bytes wait for the client. */
    long waiting();

    /** How many bytes have been written since the connection began. */
    long written();

    /** Hands over what the client takes right now. */
    void offer();

    /** Whether a fault is at work on what goes out. */
    boolean isGated();

    /** Reads no more for the time being. */
    void pauseInput(boolean pause);

    /** Sends the bytes soon. Too many of them in the queue are the end of the connection. */
    void write(byte[] piece);

    /** Makes the bytes from here on suffer. */
    void fault(ByteFault fault);

    /** Tells that the bytes which suffer end here. */
    void faultEnds();

    /** Closes our sending side after what waits. */
    void endOutput();

    /** Ends the connection after what waits, so that the client can read all of it. The owner hears nothing more. */
    void closeWhenWritten();

    /** Closes the connection at once and tells the owner. */
    void closeNow();

    /** As {@link #closeNow}, and the client can see that it was no orderly end. */
    void reset();
}
