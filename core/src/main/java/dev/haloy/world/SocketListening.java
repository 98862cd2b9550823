package dev.haloy.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real socket that accepts. */
final class SocketListening implements Dialer.Listening, CompletionHandler<AsynchronousSocketChannel, @Nullable Void> {
    private final AsynchronousServerSocketChannel channel;
    private final int port;
    private final Runnable release;
    private final Consumer<AsynchronousSocketChannel> accept;

    SocketListening(
            AsynchronousServerSocketChannel channel,
            int port,
            Runnable release,
            Consumer<AsynchronousSocketChannel> accept) {
        this.channel = channel;
        this.port = port;
        this.release = release;
        this.accept = accept;
    }

    @Override
    public int port() {
        return port;
    }

    void next() {
        channel.accept(null, this);
    }

    @Override
    public void completed(AsynchronousSocketChannel accepted, @Nullable Void nothing) {
        accept.accept(accepted);
        if (channel.isOpen()) {
            next();
        }
    }

    /** A connection that could not be taken, for example for want of descriptors, must not be an endless loop. */
    @Override
    public void failed(Throwable failure, @Nullable Void nothing) {
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release.run();
        }
    }
}
