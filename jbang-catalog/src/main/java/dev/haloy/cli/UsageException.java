package dev.haloy.cli;

/** Options that make no sense together, or an argument that means nothing. Nothing was done. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
