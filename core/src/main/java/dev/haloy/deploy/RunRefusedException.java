package dev.haloy.deploy;

import dev.haloy.error.HaloyException;

/** A run cannot be gone on with. The message says why and what to do instead; nothing was sent to any server. */
public final class RunRefusedException extends HaloyException {
    private static final long serialVersionUID = 1L;

    RunRefusedException(String message) {
        super(message);
    }
}
