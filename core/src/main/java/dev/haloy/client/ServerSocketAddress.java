package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.world.Duplex;
import dev.haloy.world.World;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where a server's socket is.
 *
 * @param host name or address; IPv6 without brackets
 * @param port the port
 * @param secure whether it speaks TLS
 */
record ServerSocketAddress(String host, int port, boolean secure) {
    static ServerSocketAddress of(ServerAddress server) {
        URI uri = server.baseUri();
        boolean secure = !server.isLocal();
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new ServerSocketAddress(bare, port, secure);
    }

    /** Connects with the TLS settings of the World's HTTP client; a proxy it may have is not used. */
    CompletableFuture<Duplex> connect(World world) {
        return world.dialer()
                .connect(host, port, secure ? Optional.of(world.http().sslContext()) : Optional.empty());
    }
}
