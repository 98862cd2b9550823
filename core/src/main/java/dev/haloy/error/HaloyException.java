package dev.haloy.error;

/**
 * The base of everything this library throws on purpose.
 *
 * <p>Catch it where any trouble with a deployment means the same; catch a subclass where the kind matters. Messages are
 * complete sentences for people and never contain a secret.
 */
public abstract class HaloyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was tried, on what, what happened and what to do next. */
    protected HaloyException(String message) {
        super(message);
    }

    /** The same, with the technical cause. */
    protected HaloyException(String message, Throwable cause) {
        super(message, cause);
    }
}
