package dev.haloy.world;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connection. Sockets with TLS would need a thread for each direction; the engine needs none. Its state is touched on
 * one executor only.
 */
final class TlsDuplex implements Duplex {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Duplex socket;
    private final SSLEngine engine;
    private final Executor loop;
    private final Executor blocking;
    /** Both are ready to be taken from. */
    private ByteBuffer received;

    private ByteBuffer decrypted;
    private CompletableFuture<Integer> lastWrite = CompletableFuture.completedFuture(0);

    private TlsDuplex(Duplex socket, SSLEngine engine, Executor loop, Executor blocking) {
        this.socket = socket;
        this.engine = engine;
        this.loop = loop;
        this.blocking = blocking;
        this.received =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
        this.decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .limit(0);
    }

    /**
     * Agrees on everything with the other side.
     *
     * @param loop runs one thing at a time
     * @param blocking looks at certificates, which may take its time
     */
    static CompletableFuture<Duplex> over(Duplex socket, SSLEngine engine, Executor loop, Executor blocking) {
        CompletableFuture<Duplex> promise = new CompletableFuture<>();
        loop.execute(() -> new TlsDuplex(socket, engine, loop, blocking).begin(promise));
        return promise;
    }

    private void begin(CompletableFuture<Duplex> promise) {
        try {
            engine.beginHandshake();
            shakeHands(promise);
        } catch (SSLException e) {
            promise.completeExceptionally(e);
        }
    }

    private void shakeHands(CompletableFuture<Duplex> promise) {
        Runnable again = () -> shakeHands(promise);
        try {
            while (true) {
                HandshakeStatus status = engine.getHandshakeStatus();
                if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
                    promise.complete(this);
                    return;
                }
                if (isBusy(status, again, promise::completeExceptionally)) {
                    return;
                }
                SSLEngineResult.Status step = unwrap().getStatus();
                if (step == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                    fill(again, promise::completeExceptionally);
                    return;
                }
                if (step == SSLEngineResult.Status.CLOSED) {
                    throw new SSLException("the other side ended the connection during the handshake");
                }
            }
        } catch (SSLException e) {
            promise.completeExceptionally(e);
        }
    }

    @Override
    public CompletableFuture<Integer> read(ByteBuffer into) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        loop.execute(() -> goOn(into, promise));
        return promise;
    }

    private void goOn(ByteBuffer into, CompletableFuture<Integer> promise) {
        Runnable again = () -> goOn(into, promise);
        try {
            while (!decrypted.hasRemaining()) {
                SSLEngineResult result = unwrap();
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    promise.complete(-1);
                    return;
                }
                if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                    fill(again, promise::completeExceptionally);
                    return;
                }
                if (isBusy(result.getHandshakeStatus(), again, promise::completeExceptionally)) {
                    return;
                }
            }
            promise.complete(take(into));
        } catch (SSLException e) {
            promise.completeExceptionally(e);
        }
    }

    private int take(ByteBuffer into) {
        int count = Math.min(into.remaining(), decrypted.remaining());
        into.put(decrypted.slice().limit(count));
        decrypted.position(decrypted.position() + count);
        return count;
    }

    /** Decrypts the next record; makes room where it does not fit. */
    private SSLEngineResult unwrap() throws SSLException {
        while (true) {
            decrypted.clear();
            SSLEngineResult result = engine.unwrap(received, decrypted);
            decrypted.flip();
            if (result.getStatus() != SSLEngineResult.Status.BUFFER_OVERFLOW) {
                return result;
            }
            decrypted = ByteBuffer.allocate(decrypted.capacity() * 2);
        }
    }

    /** Whether the engine wants something else first; it gets it, and then things go on. */
    private boolean isBusy(HandshakeStatus status, Runnable next, Consumer<Throwable> failed) throws SSLException {
        switch (status) {
            case NEED_TASK -> {
                Runnable task = engine.getDelegatedTask();
                CompletableFuture.runAsync(task == null ? () -> {} : task, blocking)
                        .whenCompleteAsync((nothing, failure) -> follow(failure, next, failed), loop);
                return true;
            }
            case NEED_WRAP -> {
                send(NOTHING.duplicate()).whenCompleteAsync((count, failure) -> follow(failure, next, failed), loop);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private static void follow(@Nullable Throwable failure, Runnable next, Consumer<Throwable> failed) {
        if (failure == null) {
            next.run();
        } else {
            failed.accept(failure);
        }
    }

    /** An end that was not announced may be somebody cutting the connection, and is no end. */
    private void fill(Runnable next, Consumer<Throwable> failed) {
        received.compact();
        if (!received.hasRemaining()) {
            received = ByteBuffer.allocate(received.capacity() * 2).put(received.flip());
        }
        socket.read(received)
                .whenCompleteAsync(
                        (count, failure) -> {
                            received.flip();
                            boolean cut = failure == null && count < 0;
                            follow(
                                    cut ? new EOFException("the connection ended without a word") : failure,
                                    next,
                                    failed);
                        },
                        loop);
    }

    @Override
    public CompletableFuture<Integer> write(ByteBuffer from) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        loop.execute(() -> {
            int all = from.remaining();
            try {
                send(from).whenComplete((count, failure) -> {
                    if (failure == null) {
                        promise.complete(all);
                    } else {
                        promise.completeExceptionally(failure);
                    }
                });
            } catch (SSLException e) {
                promise.completeExceptionally(e);
            }
        });
        return promise;
    }

    private CompletableFuture<Integer> send(ByteBuffer plain) throws SSLException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result;
        do {
            record.clear();
            result = engine.wrap(plain, record);
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                record = ByteBuffer.allocate(record.capacity() * 2);
            } else if (result.getStatus() == SSLEngineResult.Status.CLOSED && plain.hasRemaining()) {
                throw new SSLException("our side of the connection has ended");
            } else if (plain.hasRemaining() && result.bytesConsumed() + result.bytesProduced() == 0) {
                throw new SSLException("the other side wants to agree on everything anew, which is not supported");
            }
            records.write(record.array(), 0, record.position());
        } while (plain.hasRemaining() || result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW);
        ByteBuffer encrypted = ByteBuffer.wrap(records.toByteArray());
        lastWrite = lastWrite.thenCompose(before -> socket.write(encrypted));
        return lastWrite;
    }

    @Override
    public void endOutput() {
        loop.execute(() -> {
            engine.closeOutbound();
            try {
                send(NOTHING.duplicate());
            } catch (SSLException e) {
                // Gone already: the reader learns of it.
            }
        });
    }

    @Override
    public void close() {
        socket.close();
    }
}
