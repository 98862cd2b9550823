package dev.haloy.image;

import dev.haloy.error.HaloyException;

/** An image that a program gave cannot be read or made. The message says why and what to do. */
public final class ImageException extends HaloyException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with which image. */
    public ImageException(String message) {
        super(message);
    }

    /** The same, with the technical cause. */
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
