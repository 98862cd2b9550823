package dev.haloy.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The other side of one connection, with the JDK's own sockets. */
final class TlsPeer implements AutoCloseable {
    private final ServerSocket server;
    private final Thread thread;

    private TlsPeer(ServerSocket server, Conversation conversation) {
        this.server = server;
        this.thread = new Thread(() -> serve(conversation), "tls-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Conversation {
        void with(Socket client) throws IOException;
    }

    /** Reads to the end, then says how much that was, and ends. */
    static TlsPeer answering(SSLContext context, String protocol) throws IOException {
        SSLServerSocket server = listening(context);
        server.setEnabledProtocols(new String[] {protocol});
        return new TlsPeer(server, client -> {
            int count = client.getInputStream().readAllBytes().length;
            client.getOutputStream().write(("heard " + count).getBytes(StandardCharsets.UTF_8));
            client.close();
        });
    }

    /** Sends everything back. */
    static TlsPeer echoing(SSLContext context, String protocol) throws IOException {
        SSLServerSocket server = listening(context);
        server.setEnabledProtocols(new String[] {protocol});
        return new TlsPeer(server, client -> client.getInputStream().transferTo(client.getOutputStream()));
    }

    /** Shakes hands, says something, and is gone without ending it. */
    static TlsPeer cutting(SSLContext context) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        return new TlsPeer(server, plain -> {
            SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, false);
            client.setUseClientMode(false);
            client.getOutputStream().write("half".getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            plain.close();
        });
    }

    private static SSLServerSocket listening(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private void serve(Conversation conversation) {
        try (Socket client = server.accept()) {
            conversation.with(client);
        } catch (IOException e) {
            // The client did not like it, which the test looks at from its side.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
