package dev.haloy.embedded.http;

/** What an upgrade gives when the client has left before it. */
final class GoneConnection implements RawConnection {
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
