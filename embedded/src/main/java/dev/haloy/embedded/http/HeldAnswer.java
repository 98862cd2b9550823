package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.RawSide;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request whose body is still coming in. As in Go, an answer that begins early waits until the rest of
 * the body has been read away, or says that the connection will be closed.
 */
final class HeldAnswer implements HttpAnswer {
    private final Exchange exchange;
    private final Runnable begins;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean begun;
    private boolean released;

    /** {@code begins} runs once, when the service begins to answer before the answer was released. */
    HeldAnswer(Exchange exchange, Runnable begins) {
        this.exchange = exchange;
        this.begins = begins;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isReleased() {
        return released;
    }

    /** Lets everything through, from now on at once. */
    void release() {
        released = true;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    private void begin(Runnable step) {
        begun = true;
        if (released) {
            step.run();
        } else {
            held.add(step);
            begins.run();
        }
    }

    private void pass(Runnable step) {
        if (released) {
            step.run();
        } else {
            held.add(step);
        }
    }

    @Override
    public void head(int status, List<Map.Entry<String, String>> headers) {
        begin(() -> exchange.head(status, headers));
    }

    @Override
    public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
        begin(() -> exchange.upgrade(headers, other));
    }

    @Override
    public void write(byte[] piece) {
        pass(() -> exchange.write(piece));
    }

    @Override
    public void finish() {
        pass(exchange::finish);
    }

    @Override
    public void cut() {
        begun = true;
        released = true;
        held.clear();
        exchange.cut();
    }

    @Override
    public void onGone(Runnable action) {
        exchange.onGone(action);
    }

    @Override
    public void fault(ByteFault fault) {
        exchange.fault(fault);
    }

    @Override
    public int waiting() {
        return held.size() + exchange.waiting();
    }
}
