package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a loop has to do besides watching sockets. Tasks and timers may be added from any thread. */
final class Agenda {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private final ArrayDeque<Runnable> endOfTurn = new ArrayDeque<>();

    void add(Runnable task) {
        tasks.add(task);
    }

    TimeLine.Timer add(Instant due, Runnable task) {
        return timers.add(due, task);
    }

    /** Adds a task that runs after everything else of the turn. On the loop's thread only. */
    void addToEndOfTurn(Runnable task) {
        endOfTurn.add(task);
    }

    boolean hasTasks() {
        return !tasks.isEmpty() || !endOfTurn.isEmpty();
    }

    /** Whether there is neither a task nor a timer. */
    boolean isEmpty() {
        return tasks.isEmpty() && timers.isEmpty();
    }

    Optional<Instant> nextDue() {
        return timers.nextDue();
    }

    /** One turn: the tasks that are there, the timers that are due, and what was put off to the end. */
    void run(Instant now) {
        // What a task adds has to wait, or a task that always adds another one would keep the sockets waiting.
        List<Runnable> present = new ArrayList<>();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            present.add(task);
        }
        present.forEach(Agenda::guard);
        for (TimerQueue.Turn turn : timers.due(now)) {
            turn.take().ifPresent(Agenda::guard);
        }
        for (Runnable task = endOfTurn.poll(); task != null; task = endOfTurn.poll()) {
            guard(task);
        }
    }

    /** A task that throws must not take the servers of others with it, but it must be heard. */
    static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
