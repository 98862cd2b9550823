package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Time as one run of the daemon sees it: when the process is gone, its timers are gone too. */
final class Lifetime implements TimeLine {
    private final TimeLine time;
    private final Set<Runnable> endings = new LinkedHashSet<>();
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

    /** What is to be broken off when the process dies. */
    void atEnd(Runnable action) {
        endings.add(action);
    }

    void notAtEnd(Runnable action) {
        endings.remove(action);
    }

    void end() {
        over = true;
        List<Runnable> actions = List.copyOf(endings);
        endings.clear();
        actions.forEach(Runnable::run);
    }
}
