package dev.haloy.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a body piece by piece as the connection asks for it, on threads that may block; the JDK's own would read on the loop. */
final class PulledBody implements BodyPublisher {
    private static final int PIECE = 128 * 1024;

    private final UploadBody body;
    private final Executor blocking;
    private final LongConsumer listener;
    private final AtomicLong read = new AtomicLong();

    /** {@code listener} hears, on a thread that may block, how many bytes have been taken so far. */
    PulledBody(UploadBody body, Executor blocking, LongConsumer listener) {
        this.body = body;
        this.blocking = blocking;
        this.listener = listener;
    }

    /** How many bytes the connection has taken. */
    long taken() {
        return read.get();
    }

    @Override
    public long contentLength() {
        return body.length().orElse(-1);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Pull(subscriber));
    }

    private final class Pull implements Subscription {
        private final Subscriber<? super ByteBuffer> subscriber;
        private @Nullable ReadableByteChannel channel;
        private long demand;
        private boolean running;
        private boolean over;

        Pull(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            synchronized (this) {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                if (running || over) {
                    return;
                }
                running = true;
            }
            blocking.execute(this::run);
        }

        @Override
        public void cancel() {
            ReadableByteChannel open;
            synchronized (this) {
                over = true;
                open = channel;
            }
            close(open);
        }

        private void run() {
            try {
                while (isWanted()) {
                    ByteBuffer piece = ByteBuffer.allocate(PIECE);
                    int count = open().read(piece);
                    if (count < 0) {
                        end();
                        subscriber.onComplete();
                        return;
                    }
                    if (count == 0) {
                        putOff();
                        return;
                    }
                    listener.accept(read.addAndGet(piece.position()));
                    subscriber.onNext(piece.flip());
                }
            } catch (IOException | RuntimeException e) {
                end();
                subscriber.onError(e);
            }
        }

        /** Holds no thread while there is nothing to read; nobody else begins to read meanwhile. */
        private void putOff() {
            synchronized (this) {
                demand++;
            }
            body.whenMore(() -> blocking.execute(this::run));
        }

        private synchronized boolean isWanted() {
            running = demand > 0 && !over;
            if (running) {
                demand--;
            }
            return running;
        }

        private ReadableByteChannel open() throws IOException {
            ReadableByteChannel open = channel;
            if (open != null) {
                return open;
            }
            ReadableByteChannel fresh = body.begin();
            boolean late;
            synchronized (this) {
                channel = fresh;
                late = over;
            }
            if (late) {
                close(fresh);
            }
            return fresh;
        }

        private void end() {
            ReadableByteChannel open;
            synchronized (this) {
                over = true;
                running = false;
                open = channel;
            }
            close(open);
        }

        private void close(@Nullable ReadableByteChannel open) {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                // What was only read has nothing to lose.
                return;
            }
        }
    }
}
