package dev.haloy.embedded.fault;

import dev.haloy.embedded.wire.WireBody;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A body on its way: remembered as it comes by, and held back until the head of its request has arrived. */
final class Underway implements WireBody {
    private final FaultyWire.Seen seen;
    private final ArrayDeque<Consumer<WireBody>> waiting = new ArrayDeque<>();
    private @Nullable WireBody arrived;

    Underway(FaultyWire.Seen seen) {
        this.seen = seen;
    }

    /** The head has arrived; {@code body} takes the rest. */
    void arrive(WireBody body) {
        arrived = body;
        while (!waiting.isEmpty()) {
            waiting.remove().accept(body);
        }
    }

    private void pass(Consumer<WireBody> step) {
        WireBody body = arrived;
        if (body == null) {
            waiting.add(step);
        } else {
            step.accept(body);
        }
    }

    @Override
    public void piece(byte[] bytes) {
        seen.add(bytes);
        pass(body -> body.piece(bytes));
    }

    @Override
    public void end() {
        pass(WireBody::end);
    }

    @Override
    public void broken() {
        pass(WireBody::broken);
    }
}
