package dev.haloy.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port of this machine that leads to another one and hangs up on whoever begins with TLS. Docker tries TLS first, and would wait ten
 * seconds for a server that does not understand it.
 */
final class PlainPort implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket listening;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    PlainPort(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    int number() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> relay(client));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void relay(Socket client) {
        try (client) {
            PushbackInputStream in = new PushbackInputStream(client.getInputStream());
            int first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            in.unread(first);
            try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
                threads.execute(() -> pass(server, client));
                in.transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            // One of them has gone.
            return;
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has gone.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
