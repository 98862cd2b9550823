package dev.haloy.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A scheduled task as a future; waiting for it lets virtual time pass. */
final class VirtualTask<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final VirtualTime time;
    private final long period;
    private @Nullable Alarm alarm;

    VirtualTask(VirtualTime time, Callable<V> callable, long period) {
        super(callable);
        this.time = time;
        this.period = period;
    }

    static <V> VirtualTask<V> once(VirtualTime time, Callable<V> callable, long delay) {
        VirtualTask<V> task = new VirtualTask<>(time, callable, 0);
        task.alarm = time.add(delay, task);
        return task;
    }

    static VirtualTask<Object> repeating(VirtualTime time, Runnable command, long first, long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("The period must be positive");
        }
        VirtualTask<Object> task = new VirtualTask<>(time, Executors.callable(command), period);
        task.alarm = time.add(first, task);
        return task;
    }

    @Override
    public void run() {
        if (period == 0) {
            super.run();
        } else if (runAndReset()) {
            again();
        }
    }

    private void again() {
        try {
            alarm = time.add(period, this);
        } catch (RejectedExecutionException shutDown) {
            cancel(false);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Alarm pending = alarm;
        if (pending != null) {
            pending.cancel();
        }
        return super.cancel(false);
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        time.pumpUntil(this::isDone);
        return super.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone() && !time.pumpUntil(this::isDone, time.nanos() + unit.toNanos(timeout))) {
            throw new TimeoutException();
        }
        return super.get();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        Alarm pending = alarm;
        return unit.convert(pending == null ? 0 : pending.at - time.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
