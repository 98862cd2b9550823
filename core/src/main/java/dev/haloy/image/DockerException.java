package dev.haloy.image;

import dev.haloy.error.HaloyException;

/** Docker on this machine did not do what it was asked. The message says what was tried and what to do. */
public final class DockerException extends HaloyException {
    private static final long serialVersionUID = 1L;

    DockerException(String message) {
        super(message);
    }

    DockerException(String message, Throwable cause) {
        super(message, cause);
    }
}
