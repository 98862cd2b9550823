package dev.haloy.client;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/** What is uploaded. It is read once for every attempt, on threads that may block. */
public interface UploadBody {
    /** How many bytes there are; without a length a server cannot tell beforehand whether they fit on its disk. */
    OptionalLong length();

    /**
     * Begins at the first byte. Closed in any case, perhaps while another thread reads. What is still being made may give no bytes for now
     * instead of letting the thread wait.
     */
    ReadableByteChannel begin() throws IOException;

    /** After a channel gave no bytes: runs this once it could give more or fails, perhaps at once. */
    default void whenMore(Runnable then) {
        then.run();
    }
}
