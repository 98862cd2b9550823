package dev.haloy.image;

/**
 * Names one image for as long as its content stays the same.
 *
 * @param value the id, such as {@code sha256:…}
 */
public record ImageId(String value) {
    /** Refuses an empty one. */
    public ImageId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id of an image is empty");
        }
    }

    /** The id itself. */
    @Override
    public String toString() {
        return value;
    }
}
