package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;

/** The thread of a selector loop. */
record LoopRounds(SelectorLoop loop) implements Rounds {
    @Override
    public Instant instant() {
        return loop.instant();
    }

    @Override
    public boolean onThread() {
        return loop.onThread();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public TimeLine.Timer afterUnscaled(Duration delay, Runnable task) {
        return loop.afterUnscaled(delay, task);
    }
}
