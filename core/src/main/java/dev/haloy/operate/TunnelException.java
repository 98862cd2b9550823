package dev.haloy.operate;

import dev.haloy.error.HaloyException;

/** A tunnel cannot be opened: its port on this machine is taken, or nothing runs at its end. */
public final class TunnelException extends HaloyException {
    private static final long serialVersionUID = 1L;

    TunnelException(String message) {
        super(message);
    }
}
