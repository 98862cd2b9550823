package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.wire.WireBody;

/** Lets the pieces of a body take their turn at a server. */
record TurnsBody(Turns turns, WireBody body) implements WireBody {
    @Override
    public void piece(byte[] bytes) {
        turns.take(() -> body.piece(bytes));
    }

    @Override
    public void end() {
        turns.take(body::end);
    }

    @Override
    public void broken() {
        turns.take(body::broken);
    }
}
