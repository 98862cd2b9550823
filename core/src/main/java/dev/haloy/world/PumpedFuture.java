package dev.haloy.world;

import java.util.concurrent.CancellationException;
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

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new PumpedFuture<>(pump);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        pump.until(this);
        return super.get();
    }

    /** The limit is real time once the pump has come to rest: virtual time has no use for it. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        pump.until(this);
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        try {
            pump.until(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (CancellationException e) {
            return super.join();
        }
        return super.join();
    }
}
