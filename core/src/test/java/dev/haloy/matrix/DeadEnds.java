package dev.haloy.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Addresses of this machine at which connections fail, each in its own way. */
final class DeadEnds implements AutoCloseable {
    /** More letters than a label of a name may have, so nobody needs to be asked. */
    private static final String NO_NAME = "x".repeat(70) + ".invalid";

    private final int refusing;
    private final ServerSocket mute;
    private final ServerSocket full;
    private final List<SocketChannel> fillers = new ArrayList<>();

    DeadEnds() {
        try {
            try (ServerSocket closed = listening(1)) {
                refusing = closed.getLocalPort();
            }
            mute = listening(500);
            full = listening(1);
            // The system takes a few connections for a server that never takes them from it; then it answers no more.
            for (int i = 0; i < 8; i++) {
                SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                filler.connect(full.getLocalSocketAddress());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listening(int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
        return socket;
    }

    /** Where a request goes instead. */
    URI instead(Mishap mishap, URI wanted) {
        return switch (mishap) {
            case REFUSED -> at("http", "127.0.0.1:" + refusing, wanted);
            case NO_SUCH_NAME -> at("http", NO_NAME, wanted);
            case NO_TLS -> at("https", wanted.getAuthority(), wanted);
            case CONNECT_HANGS -> at("http", "127.0.0.1:" + full.getLocalPort(), wanted);
            case HEADERS_HANG -> at("http", "127.0.0.1:" + mute.getLocalPort(), wanted);
            default -> wanted;
        };
    }

    private static URI at(String scheme, String authority, URI wanted) {
        return URI.create(scheme + "://" + authority + wanted.getRawPath());
    }

    @Override
    public void close() {
        try {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
            full.close();
            mute.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
