package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tasks in the order of their time; of the same time, in the order in which they were added. Safe for all threads. */
final class TimerQueue {
    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
    private long sequence;

    synchronized TimeLine.Timer add(Instant due, Runnable task) {
        Entry entry = new Entry(due, sequence++, task);
        entries.add(entry);
        return () -> remove(entry);
    }

    private synchronized boolean remove(Entry entry) {
        return entries.remove(entry);
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    synchronized Optional<Instant> nextDue() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.first().due());
    }

    /**
     * The tasks that are due, still cancellable by one another: each must be asked for its turn. What they add does not
     * count, so that a task which always adds another one cannot keep the thread.
     */
    synchronized List<Turn> due(Instant now) {
        List<Turn> turns = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.due().isAfter(now)) {
                break;
            }
            turns.add(() -> remove(entry) ? Optional.of(entry.task()) : Optional.empty());
        }
        return turns;
    }

    /** A task whose time has come. */
    @FunctionalInterface
    interface Turn {
        /** Takes the task out of the queue; empty if it was cancelled in the meantime. */
        Optional<Runnable> take();
    }

    private record Entry(Instant due, long sequence, Runnable task) {}
}
