package dev.haloy.world;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future for users that lets virtual time pass while they wait for it, and hands that on to futures made from it. */
final class PumpedFuture<T> extends CompletableFuture<T> {
    private final Pump pump;

    PumpedFuture(Pump pump) {
        this.pump = pump;
    }

    /** Completes with any other future, and pumps nothing itself: what a pump may safely wait for. */
    static CompletableFuture<Void> end(CompletableFuture<?> future) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        future.whenComplete((value, failure) -> end.complete(null));
        return end;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new PumpedFuture<>(pump);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        pump.until(end(this));
        return super.get();
    }

    /** The limit is real time once the pump has come to rest: virtual time has no use for it. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        pump.until(end(this));
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        try {
            pump.until(end(this));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
        return super.join();
    }
}
