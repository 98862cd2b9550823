package dev.haloy.embedded;

import dev.haloy.embedded.wire.GoneConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireAnswer;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Carries one answer from the model to a JDK body subscriber: nothing is handed on before it is asked for, and then in
 * the order it was written, followed by exactly one end.
 */
final class MemoryConnection implements WireAnswer, Flow.Subscription {
    private enum End {
        OPEN,
        FINISHED,
        CUT
    }

    /** As much as the real client hands on at once. */
    private static final int BUFFER = 16 * 1024;

    private final VirtualTime time;
    private final boolean expectsBody;
    private final MemoryExchange<?> exchange;
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int taken;
    private int status;
    private @Nullable HttpHeaders headers;
    private @Nullable BodySubscriber<?> subscriber;
    private @Nullable Runnable onGone;
    private End end = End.OPEN;
    private long missing = -1;
    private long demand;
    private boolean delivering;
    private boolean deliveryDue;
    private boolean closed;
    private boolean gone;

    MemoryConnection(VirtualTime time, boolean expectsBody, MemoryExchange<?> exchange) {
        this.time = time;
        this.expectsBody = expectsBody;
        this.exchange = exchange;
    }

    @Override
    public void head(int status, List<Map.Entry<String, String>> sent) {
        if (isOver() || headers != null) {
            return;
        }
        this.status = status;
        headers = MemoryHeaders.of(sent, time.instant(), expectsBody && status != 204);
        missing = headers.firstValueAsLong("content-length").orElse(-1);
        deliverSoon();
    }

    /** The real client takes a 101 that it did not ask for as a violation of the protocol. */
    @Override
    public void upgrade(List<Map.Entry<String, String>> sent, RawSide.Opener other) {
        if (!isOver()) {
            leave();
            exchange.fail(new ProtocolException("Unexpected 101 response"));
        }
        RawSide side = other.open(new GoneConnection());
        time.after(Duration.ZERO, side::gone);
    }

    @Override
    public void write(byte[] piece) {
        if (!isOver() && expectsBody && piece.length > 0) {
            pieces.add(piece);
            deliverSoon();
        }
    }

    @Override
    public void finish() {
        end(End.FINISHED);
    }

    @Override
    public void cut() {
        end(End.CUT);
    }

    @Override
    public void onGone(Runnable action) {
        if (gone) {
            time.after(Duration.ZERO, action);
        } else {
            onGone = action;
        }
    }

    @Override
    public int waiting() {
        return pieces.size();
    }

    private void end(End how) {
        if (!isOver()) {
            end = how;
            onGone = null;
            deliverSoon();
        }
    }

    private boolean isOver() {
        return closed || end != End.OPEN;
    }

    @Override
    public void request(long n) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        if (!delivering) {
            deliverSoon();
        }
    }

    /** The subscriber has had enough: the connection is closed and, as in the real client, nobody is told. */
    @Override
    public void cancel() {
        leave();
    }

    /** The caller has had enough: the connection is closed and a subscriber under way hears of it. */
    void abort() {
        BodySubscriber<?> reading = subscriber;
        boolean tell = !closed && reading != null;
        leave();
        if (tell && reading != null) {
            reading.onError(new IOException("Request cancelled"));
        }
    }

    private void leave() {
        if (closed) {
            return;
        }
        closed = true;
        gone = end == End.OPEN;
        pieces.clear();
        Runnable listener = onGone;
        onGone = null;
        if (listener != null) {
            time.after(Duration.ZERO, listener);
        }
    }

    private void deliverSoon() {
        if (!deliveryDue && !closed) {
            deliveryDue = true;
            time.after(Duration.ZERO, this::deliver);
        }
    }

    private void deliver() {
        deliveryDue = false;
        if (closed || delivering) {
            return;
        }
        delivering = true;
        try {
            BodySubscriber<?> reading = subscriber == null ? begin() : subscriber;
            if (reading != null) {
                deliverTo(reading);
            }
        } finally {
            delivering = false;
        }
    }

    private @Nullable BodySubscriber<?> begin() {
        HttpHeaders received = headers;
        if (received == null) {
            closed = true;
            exchange.lostBeforeResponse();
            return null;
        }
        try {
            BodySubscriber<?> reading = exchange.begin(status, received);
            subscriber = reading;
            reading.onSubscribe(this);
            return reading;
        } catch (RuntimeException broken) {
            leave();
            exchange.fail(new IOException(broken.getMessage(), broken));
            return null;
        }
    }

    private void deliverTo(BodySubscriber<?> reading) {
        while (!closed && demand > 0 && !pieces.isEmpty()) {
            demand--;
            reading.onNext(List.of(nextSlice(pieces.element())));
        }
        if (!closed && pieces.isEmpty() && end != End.OPEN) {
            closed = true;
            finish(reading);
        }
    }

    private ByteBuffer nextSlice(byte[] piece) {
        int size = Math.min(BUFFER, piece.length - taken);
        ByteBuffer slice = ByteBuffer.wrap(piece, taken, size).slice().asReadOnlyBuffer();
        taken += size;
        if (taken == piece.length) {
            pieces.remove();
            taken = 0;
        }
        missing = Math.max(-1, missing - size);
        return slice;
    }

    private void finish(BodySubscriber<?> reading) {
        if (end == End.FINISHED && (missing <= 0 || !expectsBody)) {
            reading.onComplete();
        } else {
            reading.onError(new IOException(missing > 0 ? "The body ended " + missing + " bytes early" : "closed"));
        }
    }
}
