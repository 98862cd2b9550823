package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Time as one run of the daemon sees it: when the process is gone, its timers are gone too. */
final class Lifetime implements TimeLine {
    private final TimeLine time;
    private final Set<Runnable> endings = new LinkedHashSet<>();
    private final Set<Pending> pending = Collections.newSetFromMap(new IdentityHashMap<>());
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
        Pending timer = new Pending(task);
        pending.add(timer);
        timer.begin(delay);
        return timer;
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
        List.copyOf(pending).forEach(Pending::cancel);
    }

    private final class Pending implements Timer {
        private final Runnable task;
        private @Nullable Timer timer;

        Pending(Runnable task) {
            this.task = task;
        }

        void begin(Duration delay) {
            timer = time.after(delay, this::ring);
        }

        private void ring() {
            pending.remove(this);
            if (!over) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            pending.remove(this);
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
