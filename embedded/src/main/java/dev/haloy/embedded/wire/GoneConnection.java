package dev.haloy.embedded.wire;

/** The way to a client that has left before its upgrade. */
public final class GoneConnection implements RawConnection {
    @Override
    public void write(byte[] piece) {}

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public void pauseInput(boolean pause) {}

    @Override
    public void endOutput() {}

    @Override
    public void close() {}

    @Override
    public void reset() {}
}
