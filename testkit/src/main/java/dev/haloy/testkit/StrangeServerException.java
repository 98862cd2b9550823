package dev.haloy.testkit;

import dev.haloy.error.HaloyException;

/** A configuration names a server that the test does not have. */
final class StrangeServerException extends HaloyException {
    private static final long serialVersionUID = 1L;

    StrangeServerException(String message) {
        super(message);
    }
}
