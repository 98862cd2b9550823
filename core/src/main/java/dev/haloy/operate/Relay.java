package dev.haloy.operate;

import dev.haloy.world.Duplex;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Two connections as one: what comes from one side goes to the other, and so does the end of each. No more is read than the other
 * side takes. Everything happens on one executor.
 */
final class Relay {
    private static final int PIECE = 32 * 1024;

    private final Executor loop;
    private final List<Duplex> ends;
    private final Runnable ended;
    private int open = 2;

    Relay(Executor loop, Duplex one, Duplex other, Runnable ended) {
        this.loop = loop;
        this.ends = List.of(one, other);
        this.ended = ended;
    }

    void begin() {
        new Way(ends.get(0), ends.get(1)).next();
        new Way(ends.get(1), ends.get(0)).next();
    }

    private void end() {
        if (open > 0) {
            open--;
            if (open == 0) {
                ends.forEach(Duplex::close);
                ended.run();
            }
        }
    }

    private void breakOff() {
        if (open > 0) {
            open = 0;
            ends.forEach(Duplex::close);
            ended.run();
        }
    }

    /** One direction. */
    private final class Way {
        private final Duplex from;
        private final Duplex to;
        private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

        Way(Duplex from, Duplex to) {
            this.from = from;
            this.to = to;
        }

        void next() {
            piece.clear();
            from.read(piece)
                    .whenCompleteAsync(
                            (count, failure) -> {
                                if (failure != null) {
                                    breakOff();
                                } else if (count < 0) {
                                    to.endOutput();
                                    end();
                                } else {
                                    pass();
                                }
                            },
                            loop);
        }

        private void pass() {
            piece.flip();
            to.write(piece)
                    .whenCompleteAsync(
                            (count, failure) -> {
                                if (failure != null) {
                                    breakOff();
                                } else {
                                    next();
                                }
                            },
                            loop);
        }
    }
}
