package dev.haloy.image;

import dev.haloy.client.DiskSpace;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;

/** What to say of a disk that is too full: how much is needed, how much there is, and what makes room. */
final class Shortage {
    private static final String FREEING = "'haloy prune-images' removes images that no app needs any more";

    private Shortage() {}

    static Failed of(String server, DiskSpace space) {
        return new Failed(
                Reason.NO_SPACE,
                server + ": the disk is too full for the image: " + space.path() + " needs " + space.requiredBytes()
                        + " free bytes and has " + space.availableBytes() + "; " + FREEING);
    }

    /** The server found out by itself, and says so in its own words. */
    static Failed told(String message) {
        return new Failed(Reason.NO_SPACE, message + "; " + FREEING);
    }
}
