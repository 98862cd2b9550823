package dev.haloy.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Makes connections of bytes, for what an HTTP client cannot do. In a World of your own implement {@link #connect}; listening is
 * always done on this machine.
 */
@FunctionalInterface
public interface Dialer {
    /**
     * Connects. May look up names, hence call it where blocking is allowed. Over TLS the server must prove that it is the host.
     * Cancelling the future gives up.
     *
     * @param host a name or an address, IPv6 without brackets
     * @param tls the settings of TLS; without any, bytes go as they are
     */
    CompletableFuture<Duplex> connect(String host, int port, Optional<SSLContext> tls);

    /**
     * Waits for connections of others on an address of this machine.
     *
     * @param address where; port 0 takes a free one
     * @param accept gets every connection, on any thread
     * @throws IOException if the address cannot be had
     */
    default Listening listen(InetSocketAddress address, Consumer<Duplex> accept) throws IOException {
        return SystemParts.dialer().listen(address, accept);
    }

    /** A place where connections are waited for. */
    interface Listening extends AutoCloseable {
        /** The port, also if it was chosen by the system. */
        int port();

        /** Takes no more connections; those that were made stay. Any number of times. */
        @Override
        void close();
    }
}
