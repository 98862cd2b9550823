package dev.haloy.image;

/** What became of an image on its way to one server. */
public sealed interface TransferResult {
    /**
     * The server has the image under its name.
     *
     * @param bytesSent the layers, or the archive, that were sent
     * @param bytesSaved the layers that were there already
     * @param layersSent how many layers were sent
     * @param layersKept how many were there already
     */
    record Sent(long bytesSent, long bytesSaved, int layersSent, int layersKept) implements TransferResult {}

    /**
     * The server may not have the image. Sending it again does no harm, and goes on where this ended.
     *
     * @param reason what kind of trouble it was
     * @param message what happened, and what to do
     */
    record Failed(Reason reason, String message) implements TransferResult {}

    /** What kind of trouble kept an image from a server. */
    enum Reason {
        /** The server could not be reached, refused, or failed. */
        SERVER,
        /** The server's disk is too full. */
        NO_SPACE,
        /** The image could not be read here. */
        IMAGE
    }
}
