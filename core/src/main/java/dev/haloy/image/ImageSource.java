package dev.haloy.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * An image that can be sent to servers: its name by content and its layers, known without reading it, and its archive, which is read
 * only if a server lacks something.
 */
public interface ImageSource {
    /** Names the image by its content. */
    ImageId id();

    /** Digests of the layers as unpacked tar files, lowest first; one may occur more than once. */
    List<Digest> layers();

    /** How large the layers are together, if that is known; used to ask a server for room before anything is sent. */
    default OptionalLong bytes() {
        return OptionalLong.empty();
    }

    /**
     * Begins to read the archive: a tar file in the layout of the image specification or in the older one, with a
     * {@code manifest.json}. May be called more than once; may block, and so may reading.
     *
     * <p>Closing the stream early ends whatever makes it. {@code close} does not block, may be called while another thread reads, and
     * lets that thread go. If what makes the stream fails, reading fails too instead of coming to an end.
     *
     * @throws IOException if there is no archive; the message says why
     */
    InputStream open() throws IOException;
}
