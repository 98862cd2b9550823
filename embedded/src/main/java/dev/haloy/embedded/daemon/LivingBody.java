package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireBody;

/** A body that one run of the daemon takes, as long as it lives. */
record LivingBody(Lifetime life, WireBody body) implements WireBody {
    @Override
    public void piece(byte[] bytes) {
        if (!life.isOver()) {
            body.piece(bytes);
        }
    }

    @Override
    public void end() {
        if (!life.isOver()) {
            body.end();
        }
    }

    @Override
    public void broken() {
        if (!life.isOver()) {
            body.broken();
        }
    }
}
