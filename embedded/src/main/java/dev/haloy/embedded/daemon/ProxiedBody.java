package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireBody;

/** A body on its way through the proxy, which begins to wait for the answer when all of it has been passed on. */
record ProxiedBody(WireBody body, ProxyHop hop) implements WireBody {
    @Override
    public void piece(byte[] bytes) {
        body.piece(bytes);
    }

    @Override
    public void end() {
        body.end();
        hop.await();
    }

    @Override
    public void broken() {
        body.broken();
    }
}
