package dev.haloy.embedded.daemon;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one piece of work at a time touch a server's state, whether it comes from the time line or from a user. */
public final class Turns implements TimeLine {
    private final TimeLine time;
    private final ReentrantLock lock = new ReentrantLock();

    /** Work that comes back later does so on {@code time}. */
    public Turns(TimeLine time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, () -> take(task));
    }

    /** Does the work now, after whoever is at it. */
    public void take(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Reads or changes something now, after whoever is at it. */
    public <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
