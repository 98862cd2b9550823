package dev.haloy.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future whose waiting methods let virtual time pass, and whose forced cancellation stops what feeds it. */
final class PumpingFuture<T> extends CompletableFuture<T> {
    private final VirtualTime time;
    private final Runnable stop;

    PumpingFuture(VirtualTime time, Runnable stop) {
        this.time = time;
        this.stop = stop;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        time.pumpUntil(this::isDone);
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone() && !time.pumpUntil(this::isDone, time.nanos() + unit.toNanos(timeout))) {
            throw new TimeoutException();
        }
        return super.get();
    }

    @Override
    public T join() {
        time.pumpUntil(this::isDone);
        return super.join();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && mayInterruptIfRunning) {
            stop.run();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new PumpingFuture<>(time, stop);
    }
}
