package dev.haloy.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on ports of this machine, and cuts the first connections that have carried so many bytes. */
final class CuttingRelay implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final long limit;
    private final AtomicInteger cutsLeft;
    final AtomicInteger cuts = new AtomicInteger();

    CuttingRelay(int target, long limit, int cuts) throws IOException {
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.target = target;
        this.limit = limit;
        this.cutsLeft = new AtomicInteger(cuts);
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pass(client, server, true));
                start(() -> pass(server, client, false));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void pass(Socket from, Socket to, boolean canCut) {
        AtomicLong passed = new AtomicLong();
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (canCut && passed.addAndGet(n) > limit && cutsLeft.getAndDecrement() > 0) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One of them has gone.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
