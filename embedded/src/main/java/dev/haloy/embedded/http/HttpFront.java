package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.WireService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that listens on a port of this machine. Safe to use from any thread. */
public final class HttpFront implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(50);

    private final SelectorLoop loop;
    private final Rounds rounds;
    private final WireService service;
    private final HttpLimits limits;
    private final ServerSocketChannel channel;
    private final int port;
    private final Set<SocketTransport> connections = new LinkedHashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();

    private HttpFront(SelectorLoop loop, WireService service, HttpLimits limits, ServerSocketChannel channel) {
        this.loop = loop;
        this.rounds = new LoopRounds(loop);
        this.service = service;
        this.limits = limits;
        this.channel = channel;
        this.port = channel.socket().getLocalPort();
    }

    /**
     * Listens with the usual limits.
     *
     * @throws UncheckedIOException if the port is taken
     * @see #listen(SelectorLoop, int, WireService, HttpLimits)
     */
    public static HttpFront listen(SelectorLoop loop, int port, WireService service) {
        return listen(loop, port, service, HttpLimits.ofDefaults());
    }

    /**
     * Listens on the loopback address. When this returns clients can connect.
     *
     * @param loop whose thread calls the service
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static HttpFront listen(SelectorLoop loop, int port, WireService service, HttpLimits limits) {
        try {
            ServerSocketChannel channel = bound(port);
            HttpFront front = new HttpFront(loop, service, limits, channel);
            if (loop.onThread()) {
                front.start();
            } else {
                loop.execute(front::start);
            }
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static ServerSocketChannel bound(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void start() {
        try {
            loop.register(channel, SelectionKey.OP_ACCEPT, this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch port " + port, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The address for clients, without a path. */
    public URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
    }

    /** How many connections are open now, those that are about to close included. */
    public int openConnections() {
        return open.get();
    }

    private void accept(SelectionKey key) {
        try {
            for (SocketChannel client = channel.accept(); client != null; client = channel.accept()) {
                welcome(client);
            }
        } catch (IOException e) {
            // Usually too many open files. Clients wait in the backlog; asking again at once would burn the thread.
            key.interestOps(0);
            loop.afterUnscaled(ACCEPT_PAUSE, () -> acceptAgain(key));
        }
    }

    private static void acceptAgain(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void welcome(SocketChannel client) throws IOException {
        try {
            String peer = client.socket().getInetAddress().getHostAddress();
            SocketTransport transport = new SocketTransport(loop, client, limits, this::forget);
            connections.add(transport);
            open.incrementAndGet();
            Connection.serve(rounds, transport, limits, service, peer);
        } catch (IOException e) {
            // The client has left again already.
            client.close();
        }
    }

    private void forget(SocketTransport transport) {
        connections.remove(transport);
        open.decrementAndGet();
    }

    /**
     * Closes the port and all connections where they stand, as the end of the process would, and tells the service of
     * each answer that was cut off. Returns when the port is free; called on the loop's own thread as well.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        if (loop.onThread()) {
            closeNow();
            return;
        }
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                closeNow();
            } finally {
                closed.complete(true);
            }
        });
        closed.join();
        loop.awaitEndIfIdle();
    }

    private void closeNow() {
        loop.close(channel);
        List.copyOf(connections).forEach(SocketTransport::closeNow);
        try {
            loop.releaseClosed();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot free port " + port, e);
        }
    }
}
