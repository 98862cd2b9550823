package dev.haloy.client;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/** What is uploaded. It is read once for every attempt, on threads that may block. */
public interface UploadBody {
    /** How many bytes there are; without a length a server cannot tell beforehand whether they fit on its disk. */
    OptionalLong length();

    /** Begins at the first byte. Closed in any case, perhaps while another thread reads. */
    ReadableByteChannel begin() throws IOException;
}
