package dev.haloy.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Real sockets. All of them share one thread, which lives as long as any of them is open. */
final class SocketDialer implements Dialer {
    private final ThreadFactory threads;
    private final Executor loop;
    private final Executor blocking;
    private @Nullable AsynchronousChannelGroup group;
    private int open;

    SocketDialer(ThreadFactory threads, Executor loop, Executor blocking) {
        this.threads = threads;
        this.loop = loop;
        this.blocking = blocking;
    }

    @Override
    public CompletableFuture<Duplex> connect(String host, int port, Optional<SSLContext> tls) {
        CompletableFuture<Duplex> plain = connect(new InetSocketAddress(host, port));
        if (tls.isEmpty()) {
            return plain;
        }
        CompletableFuture<Duplex> secure = new CompletableFuture<>();
        plain.whenCompleteAsync(
                (socket, failure) -> {
                    if (failure == null) {
                        secure(socket, engine(tls.get(), host, port), secure);
                    } else {
                        secure.completeExceptionally(failure);
                    }
                },
                loop);
        closeIfCancelled(secure, () -> plain.cancel(true));
        return secure;
    }

    private void secure(Duplex socket, SSLEngine engine, CompletableFuture<Duplex> promise) {
        closeIfCancelled(promise, socket::close);
        if (promise.isDone()) {
            socket.close();
            return;
        }
        TlsDuplex.over(socket, engine, loop, blocking)
                .whenCompleteAsync(
                        (secured, failure) -> {
                            boolean wanted = failure == null
                                    ? promise.complete(secured)
                                    : promise.completeExceptionally(failure);
                            if (failure != null || !wanted) {
                                socket.close();
                            }
                        },
                        loop);
    }

    private static SSLEngine engine(SSLContext context, String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        return engine;
    }

    private CompletableFuture<Duplex> connect(InetSocketAddress address) {
        CompletableFuture<Duplex> promise = new CompletableFuture<>();
        if (address.isUnresolved()) {
            promise.completeExceptionally(new UnknownHostException("no address for " + address.getHostString()));
            return promise;
        }
        try {
            AsynchronousSocketChannel channel = opened(AsynchronousSocketChannel::open);
            Duplex socket = socket(channel);
            closeIfCancelled(promise, socket::close);
            channel.connect(address, promise, new Connecting(socket));
        } catch (IOException e) {
            promise.completeExceptionally(e);
        }
        return promise;
    }

    private record Connecting(Duplex socket) implements CompletionHandler<@Nullable Void, CompletableFuture<Duplex>> {
        @Override
        public void completed(@Nullable Void nothing, CompletableFuture<Duplex> promise) {
            if (!promise.complete(socket)) {
                socket.close();
            }
        }

        @Override
        public void failed(Throwable failure, CompletableFuture<Duplex> promise) {
            socket.close();
            promise.completeExceptionally(failure);
        }
    }

    private static void closeIfCancelled(CompletableFuture<?> promise, Runnable close) {
        promise.whenComplete((value, failure) -> {
            if (promise.isCancelled()) {
                close.run();
            }
        });
    }

    @Override
    public Listening listen(InetSocketAddress address, Consumer<Duplex> accept) throws IOException {
        AsynchronousServerSocketChannel channel = opened(AsynchronousServerSocketChannel::open);
        Runnable release = once(this::release);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            SocketListening listening =
                    new SocketListening(channel, port, release, socket -> accept.accept(adopt(socket)));
            listening.next();
            return listening;
        } catch (IOException | RuntimeException e) {
            channel.close();
            release.run();
            throw e;
        }
    }

    private Duplex adopt(AsynchronousSocketChannel channel) {
        synchronized (this) {
            open++;
        }
        return socket(channel);
    }

    private Duplex socket(AsynchronousSocketChannel channel) {
        return new SocketDuplex(channel, once(this::release));
    }

    private static Runnable once(Runnable action) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        return () -> {
            if (done.complete(true)) {
                action.run();
            }
        };
    }

    /** Opens something in the group. */
    private interface Opener<T> {
        T open(AsynchronousChannelGroup group) throws IOException;
    }

    private synchronized <T> T opened(Opener<T> opener) throws IOException {
        AsynchronousChannelGroup current = group;
        if (current == null) {
            current = AsynchronousChannelGroup.withFixedThreadPool(1, threads);
            group = current;
        }
        open++;
        try {
            return opener.open(current);
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    /** The last one puts out the light. */
    private synchronized void release() {
        open--;
        AsynchronousChannelGroup current = group;
        if (open == 0 && current != null) {
            group = null;
            current.shutdown();
        }
    }
}
