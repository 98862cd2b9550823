package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;

/** The thread of a time line, for connections without sockets; its time is the only clock there is. */
record TimeLineRounds(TimeLine time) implements Rounds {
    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public boolean onThread() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        time.after(Duration.ZERO, task);
    }

    @Override
    public TimeLine.Timer afterUnscaled(Duration delay, Runnable task) {
        return time.after(delay, task);
    }
}
