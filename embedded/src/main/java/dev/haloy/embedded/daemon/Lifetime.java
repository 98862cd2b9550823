package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;

/** Time as one run of the daemon sees it: when the process is gone, its timers are gone too. */
final class Lifetime implements TimeLine {
    private final TimeLine time;
    private boolean over;

    Lifetime(TimeLine time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, () -> {
            if (!over) {
                task.run();
            }
        });
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }
}
