package dev.haloy.image;

import java.time.Duration;
import java.util.OptionalLong;

/** Hears how a transfer goes, on the World's loop. What it throws is ignored. */
public interface TransferListener {
    /** A listener that hears nothing. */
    static TransferListener none() {
        return new TransferListener() {};
    }

    /**
     * So much is on its way to a server or there.
     *
     * @param bytesTotal how much there is to send, as soon as it is known
     */
    default void progress(String server, long bytes, OptionalLong bytesTotal) {}

    /** Something failed on the way and will be tried again after a pause. */
    default void retrying(String server, String what, int attempt, Duration pause, String reason) {}

    /** It is over for a server; the others may still be at it. */
    default void finished(String server, TransferResult result) {}
}
