package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One open event stream with its keep-alive comments. */
final class SseStream {
    private static final byte[] KEEP_ALIVE = ": keepalive\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final int QUEUE = 100;

    private final TimeLine time;
    private final WireAnswer answer;
    private final Runnable left;
    private TimeLine.@Nullable Timer nextKeepAlive;
    private int patience = QUEUE;
    private boolean closed;

    /** {@code left} runs when the client has gone. */
    SseStream(TimeLine time, WireAnswer answer, Runnable left) {
        this.time = time;
        this.answer = answer;
        this.left = left;
    }

    void open() {
        answer.head(200, Headers.EVENT_STREAM);
        answer.onGone(() -> {
            if (close()) {
                left.run();
            }
        });
        keepAlive();
    }

    private void keepAlive() {
        if (closed) {
            return;
        }
        answer.write(KEEP_ALIVE);
        nextKeepAlive = time.after(PERIOD, this::keepAlive);
    }

    /** Entries of the past are queued all at once and do not count against a reader. */
    void replay(byte[] entry) {
        patience++;
        answer.write(entry);
    }

    void send(byte[] entry) {
        answer.write(entry);
    }

    boolean isTooSlow() {
        return answer.waiting() > patience;
    }

    /** Ends the stream properly. */
    void finish() {
        if (close()) {
            answer.finish();
        }
    }

    /** Ends the stream as a dying process does. */
    void cut() {
        if (close()) {
            answer.cut();
        }
    }

    boolean isClosed() {
        return closed;
    }

    private boolean close() {
        boolean wasOpen = !closed;
        closed = true;
        TimeLine.Timer pending = nextKeepAlive;
        if (pending != null) {
            pending.cancel();
        }
        return wasOpen;
    }
}
