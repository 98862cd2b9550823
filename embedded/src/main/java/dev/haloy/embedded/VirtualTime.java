package dev.haloy.embedded;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that moves only when somebody waits for it, and then as fast as the tasks on it allow. Want it wherever a test
 * or a simulation would otherwise sleep: five seconds of debouncing take no time at all.
 *
 * <p>Tasks run one at a time, ordered by time and then by the order they were added, on the thread that is waiting:
 * {@link #await}, {@link #advance}, {@link #runDue}, or a wait on a future handed out by {@link #pumping} or by
 * {@code schedule}. Any thread may wait; while one does, others may neither schedule nor look for a shortcut
 * ({@link IllegalStateException}), because the outcome would depend on who was faster. Waiting inside a task is
 * refused for the same reason.
 */
public final class VirtualTime extends AbstractExecutorService implements TimeLine, ScheduledExecutorService {
    private static final int TASKS_WITHOUT_PROGRESS = 1_000_000;
    private static final long LONGEST_WAIT = Duration.ofDays(366).toNanos();

    private final ReentrantLock pump = new ReentrantLock();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final Instant start;
    private volatile long now;
    private volatile boolean closed;
    private volatile Runnable watcher = () -> {};
    private long added;

    private VirtualTime(Instant start) {
        this.start = start;
    }

    /** A clock that shows {@code start} and stands still. */
    public static VirtualTime startingAt(Instant start) {
        return new VirtualTime(start);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return add(delay.toNanos(), task);
    }

    /**
     * Lets time pass until the stage is complete, and gives its value.
     *
     * @throws java.util.concurrent.CompletionException if the stage failed, with the reason as cause
     * @throws IllegalStateException if nothing is scheduled any more and the stage is still open, if a million tasks
     *     ran without time passing, if a virtual year went by, or if called inside a task
     */
    public <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        pumpUntil(future::isDone);
        return future.join();
    }

    /** Moves the clock forward by {@code duration} and runs what falls due on the way. */
    public void advance(Duration duration) {
        pumpUntil(() -> false, now + duration.toNanos());
    }

    /** Runs what is due at this moment, and what that makes due, without moving the clock. */
    public void runDue() {
        pumpUntil(() -> false, now);
    }

    /**
     * A future that lets time pass while somebody waits for it, so that plain {@code get()} and {@code join()} work;
     * {@code get} with a time limit counts virtual time. Holds for futures derived from it, not through {@code allOf}.
     * {@code cancel(true)} is passed on to {@code stage}.
     */
    public <T> CompletableFuture<T> pumping(CompletionStage<T> stage) {
        PumpingFuture<T> future =
                new PumpingFuture<>(this, () -> stage.toCompletableFuture().cancel(true));
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(failure);
            }
        });
        return future;
    }

    /** Runs this after every task, when everything it did is done; it must not wait. The last one counts. */
    public void afterEachTask(Runnable newWatcher) {
        watcher = newWatcher;
    }

    void pumpUntil(BooleanSupplier done) {
        if (!done.getAsBoolean()) {
            pumpUntil(done, Long.MAX_VALUE);
        }
    }

    /** Pumps until done or until the clock has reached the limit; with a finite limit the clock always gets there. */
    boolean pumpUntil(BooleanSupplier done, long limit) {
        if (pump.isHeldByCurrentThread()) {
            throw new IllegalStateException("Waiting inside a task would let later tasks overtake it");
        }
        pump.lock();
        try {
            return pump(done, limit);
        } finally {
            pump.unlock();
        }
    }

    private boolean pump(BooleanSupplier done, long limit) {
        long began = now;
        int idle = 0;
        while (!done.getAsBoolean()) {
            Alarm next = next();
            if (next == null || next.at > limit) {
                return stopAt(limit);
            }
            idle = next.at > now ? 0 : idle + 1;
            if (idle > TASKS_WITHOUT_PROGRESS || next.at - began > LONGEST_WAIT) {
                throw new IllegalStateException("Waited from " + start.plusNanos(began) + " to " + instant()
                        + " and ran task after task, but what was waited for did not happen");
            }
            alarms.poll();
            now = Math.max(now, next.at);
            next.ring();
            watcher.run();
        }
        return true;
    }

    private boolean stopAt(long limit) {
        if (limit == Long.MAX_VALUE) {
            throw new IllegalStateException(
                    "Nothing is scheduled any more at " + instant() + ", so what is waited for can never happen");
        }
        now = Math.max(now, limit);
        return false;
    }

    private @Nullable Alarm next() {
        Alarm next = alarms.peek();
        while (next != null && next.isCancelled()) {
            alarms.poll();
            next = alarms.peek();
        }
        return next;
    }

    Alarm add(long delayNanos, Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("This virtual time was shut down");
        }
        if (!pump.tryLock()) {
            throw new IllegalStateException("Another thread is letting virtual time pass; only its tasks may schedule");
        }
        try {
            Alarm alarm = new Alarm(now + Math.max(0, delayNanos), added++, task);
            alarms.add(alarm);
            return alarm;
        } finally {
            pump.unlock();
        }
    }

    long nanos() {
        return now;
    }

    @Override
    public void execute(Runnable command) {
        add(0, command);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return VirtualTask.once(this, Executors.callable(command), unit.toNanos(delay));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return VirtualTask.once(this, callable, unit.toNanos(delay));
    }

    /** As specified; a task takes no virtual time, so this equals {@link #scheduleWithFixedDelay}. */
    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(command, first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        return VirtualTask.repeating(this, command, unit.toNanos(first), unit.toNanos(delay));
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new VirtualTask<>(this, callable, 0);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return new VirtualTask<>(this, Executors.callable(runnable, value), 0);
    }

    /** Not offered: which task is first is no question in virtual time. */
    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) {
        throw new UnsupportedOperationException("invokeAny in virtual time");
    }

    /** Not offered: which task is first is no question in virtual time. */
    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("invokeAny in virtual time");
    }

    /** Refuses new tasks; those already scheduled still run when somebody lets time pass. */
    @Override
    public void shutdown() {
        closed = true;
    }

    /** Refuses new tasks and drops the scheduled ones. */
    @Override
    public List<Runnable> shutdownNow() {
        closed = true;
        List<Runnable> dropped = new ArrayList<>();
        for (Alarm alarm : alarms) {
            if (!alarm.isCancelled()) {
                dropped.add(alarm::ring);
            }
        }
        alarms.clear();
        return dropped;
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed && next() == null;
    }

    /** Lets virtual time pass until every task has run or the time is over. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated() || pumpUntil(this::isTerminated, now + unit.toNanos(timeout));
    }
}
