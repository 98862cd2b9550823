package dev.haloy.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A link to a server on a port of this machine that lets so many bytes a second through to it, all its connections together. */
final class SlowLink implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final int SOCKET_BUFFER = 256 * 1024;

    private final ServerSocket listening;
    private final int target;
    private final long bytesPerSecond;
    private final AtomicLong passed = new AtomicLong();
    private long freeAt = System.nanoTime();

    /** Goes to this port; listens on another one. */
    SlowLink(int target, long bytesPerSecond) throws IOException {
        this.target = target;
        this.bytesPerSecond = bytesPerSecond;
        this.listening = new ServerSocket();
        listening.setReceiveBufferSize(SOCKET_BUFFER);
        listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many bytes went to the server so far. */
    long passed() {
        return passed.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                start(() -> pass(client, server, true));
                start(() -> pass(server, client, false));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void pass(Socket from, Socket to, boolean slowly) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (slowly) {
                    passed.addAndGet(n);
                    await(turn(n));
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One of them has gone.
            return;
        }
    }

    /** When so many bytes have gone through after all that came before. */
    private synchronized long turn(int bytes) {
        freeAt = Math.max(freeAt, System.nanoTime()) + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
        return freeAt;
    }

    private static void await(long when) {
        for (long left = when - System.nanoTime(); left > 0; left = when - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
