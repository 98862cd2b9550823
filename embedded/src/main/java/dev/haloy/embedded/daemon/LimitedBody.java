package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.WireBody;
import java.util.function.Consumer;

/** Puts a body together up to a limit. */
final class LimitedBody implements WireBody {
    private final long limit;
    private final WireBody inner;
    private final Runnable tooLong;
    private long count;

    /** {@code tooLong} runs once, when the limit is passed; {@code whole} gets a body within it. */
    LimitedBody(long limit, Consumer<byte[]> whole, Runnable tooLong) {
        this.limit = limit;
        this.inner = WireBody.collect(whole);
        this.tooLong = tooLong;
    }

    @Override
    public void piece(byte[] bytes) {
        boolean within = count <= limit;
        count += bytes.length;
        if (count <= limit) {
            inner.piece(bytes);
        } else if (within) {
            tooLong.run();
        }
    }

    @Override
    public void end() {
        if (count <= limit) {
            inner.end();
        }
    }

    @Override
    public void broken() {
        inner.broken();
    }
}
