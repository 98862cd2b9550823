package dev.haloy.operate;

import dev.haloy.world.Dialer;
import dev.haloy.world.Dialer.Listening;
import dev.haloy.world.Duplex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Listens where {@code localhost} may lead to: programs try one of its two addresses, not always the same. */
final class Loopbacks {
    private static final byte[] V4 = {127, 0, 0, 1};
    private static final byte[] V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int TRIES = 10;

    private final Dialer dialer;
    private final Consumer<Duplex> accept;

    Loopbacks(Dialer dialer, Consumer<Duplex> accept) {
        this.dialer = dialer;
        this.accept = accept;
    }

    /**
     * Listens on both, on the same port, or on the one that this machine has. For port 0 a free one is looked for.
     *
     * @throws TunnelException if the port is taken
     */
    List<Listening> listen(int port) {
        for (int i = 1; i < TRIES && port == 0; i++) {
            try {
                return both(0);
            } catch (TunnelException e) {
                // The port that was free on one is taken on the other: another one.
            }
        }
        return both(port);
    }

    private List<Listening> both(int port) {
        List<Listening> both = new ArrayList<>();
        try {
            for (byte[] address : List.of(V4, V6)) {
                int same = both.isEmpty() ? port : both.get(0).port();
                at(address, same).ifPresent(both::add);
            }
        } catch (TunnelException e) {
            both.forEach(Listening::close);
            throw e;
        }
        if (both.isEmpty()) {
            throw new TunnelException("This machine has no address of its own to listen on.");
        }
        return List.copyOf(both);
    }

    private Optional<Listening> at(byte[] address, int port) {
        try {
            return Optional.of(dialer.listen(new InetSocketAddress(address(address), port), accept));
        } catch (IOException taken) {
            if (port != 0 && isThere(address)) {
                throw new TunnelException(
                        "Port " + port + " of this machine is taken, or not allowed; choose another one.");
            }
            return Optional.empty();
        }
    }

    /** Whether this machine has the address at all, asked by listening on any port. */
    private boolean isThere(byte[] address) {
        try {
            dialer.listen(new InetSocketAddress(address(address), 0), Duplex::close)
                    .close();
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress("localhost", bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
