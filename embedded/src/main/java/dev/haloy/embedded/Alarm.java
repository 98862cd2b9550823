package dev.haloy.embedded;

import dev.haloy.embedded.wire.TimeLine;
import org.jspecify.annotations.Nullable;

/** A task that waits for its moment in virtual time. */
final class Alarm implements TimeLine.Timer, Comparable<Alarm> {
    final long at;
    private final long order;
    private volatile @Nullable Runnable task;

    Alarm(long at, long order, Runnable task) {
        this.at = at;
        this.order = order;
        this.task = task;
    }

    boolean isCancelled() {
        return task == null;
    }

    void ring() {
        Runnable due = task;
        task = null;
        if (due != null) {
            due.run();
        }
    }

    @Override
    public void cancel() {
        task = null;
    }

    @Override
    public int compareTo(Alarm other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
