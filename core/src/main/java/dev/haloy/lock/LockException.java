package dev.haloy.lock;

import dev.haloy.error.HaloyException;

/** A store of locks cannot be worked with. Says nothing about who holds what. */
public final class LockException extends HaloyException {
    private static final long serialVersionUID = 1;

    /** What was tried and what happened; without secrets. */
    public LockException(String message) {
        super(message);
    }

    /** What was tried and what happened; without secrets. */
    public LockException(String message, Throwable cause) {
        super(message, cause);
    }
}
