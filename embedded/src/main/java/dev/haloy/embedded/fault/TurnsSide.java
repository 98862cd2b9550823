package dev.haloy.embedded.fault;

import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.wire.RawSide;

/** Lets what comes from a client after an upgrade take its turn at the server. */
record TurnsSide(Turns turns, RawSide side) implements RawSide {
    @Override
    public void bytes(byte[] piece) {
        turns.take(() -> side.bytes(piece));
    }

    @Override
    public void inputEnded() {
        turns.take(side::inputEnded);
    }

    @Override
    public void drained() {
        turns.take(side::drained);
    }

    @Override
    public void gone() {
        turns.take(side::gone);
    }
}
