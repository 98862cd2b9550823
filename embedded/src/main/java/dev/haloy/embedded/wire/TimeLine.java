package dev.haloy.embedded.wire;

import java.time.Duration;
import java.time.InstantSource;

/** The clock and the timers of embedded servers; everything they do happens on its one thread. */
public interface TimeLine extends InstantSource {
    /** Runs the task on the time line's thread after the delay, or at the next occasion if it is zero. */
    Timer after(Duration delay, Runnable task);

    /** A pending task. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task if it has not run yet. */
        void cancel();
    }
}
