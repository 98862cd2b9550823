package dev.haloy.image;

/**
 * What names an image by its content, whatever references it has: the digest of its configuration, or with some image stores that of
 * its manifest.
 *
 * @param digest the digest
 */
public record ImageId(Digest digest) {
    /**
     * Reads an id such as {@code sha256:4f53…}.
     *
     * @throws IllegalArgumentException if it is no digest
     */
    public static ImageId parse(String text) {
        return new ImageId(new Digest(text));
    }

    /** The digest. */
    @Override
    public String toString() {
        return digest.text();
    }
}
