package dev.haloy.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;

/** A real socket. */
final class SocketDuplex implements Duplex {
    private final AsynchronousSocketChannel channel;
    private final Runnable release;

    SocketDuplex(AsynchronousSocketChannel channel, Runnable release) {
        this.channel = channel;
        this.release = release;
    }

    @Override
    public CompletableFuture<Integer> read(ByteBuffer into) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        channel.read(into, promise, new CompletionHandler<>() {
            @Override
            public void completed(Integer count, CompletableFuture<Integer> reading) {
                reading.complete(count);
            }

            @Override
            public void failed(Throwable failure, CompletableFuture<Integer> reading) {
                reading.completeExceptionally(failure);
            }
        });
        return promise;
    }

    @Override
    public CompletableFuture<Integer> write(ByteBuffer from) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        writeOn(from, from.remaining(), promise);
        return promise;
    }

    private void writeOn(ByteBuffer from, int all, CompletableFuture<Integer> promise) {
        channel.write(from, promise, new CompletionHandler<>() {
            @Override
            public void completed(Integer count, CompletableFuture<Integer> writing) {
                if (from.hasRemaining()) {
                    writeOn(from, all, writing);
                } else {
                    writing.complete(all);
                }
            }

            @Override
            public void failed(Throwable failure, CompletableFuture<Integer> writing) {
                writing.completeExceptionally(failure);
            }
        });
    }

    @Override
    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // Gone already: the reader learns of it.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left to lose.
        } finally {
            release.run();
        }
    }
}
