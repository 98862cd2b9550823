package dev.haloy.embedded.daemon;

/** A request the daemon answers with 400. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message, null, false, false);
    }
}
