package dev.haloy.secret;

import dev.haloy.error.HaloyException;

/** A secret could not be had. The message names the reference and the reason, never a value. */
public final class SecretException extends HaloyException {
    private static final long serialVersionUID = 1L;

    /** Says which reference failed and why. */
    public SecretException(String message) {
        super(message);
    }
}
