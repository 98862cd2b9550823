package dev.haloy.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** An image that can be sent: what it is made of is known at once, and its bytes are read only if a server needs some of them. */
public interface ImageSource {
    /** What it is: the same id is the same image. */
    ImageId id();

    /** Digests of the unpacked layers, lowest first. A layer may occur twice. */
    List<Digest> layers();

    /**
     * Opens the archive of the image, in one of the two layouts of {@code docker save}. The stream blocks, fails if the archive is not
     * complete, and stops whatever writes it when it is closed.
     */
    InputStream open() throws IOException;
}
