package dev.haloy.client;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends requests at a pace the servers allow, and repeats those that failed on the way, within a budget that all of them share. On the
 * World's loop only.
 */
public final class Calls {
    private final World world;
    private final Retries retries;
    private final RetryListener listener;
    private final Pacer pacer;
    private int budget;

    private Calls(World world, Retries retries, RetryListener listener, Pacer pacer) {
        this.world = world;
        this.retries = retries;
        this.listener = listener;
        this.pacer = pacer;
        this.budget = retries.budget();
    }

    /** Calls of every kind but those that move layers of images. */
    public static Calls of(World world, Retries retries, RetryListener listener) {
        return new Calls(world, retries, listener, Pacer.ofServers());
    }

    /** Calls that move layers of images, of which servers allow more. */
    public static Calls ofLayers(World world, Retries retries, RetryListener listener) {
        return new Calls(world, retries, listener, Pacer.ofLayers());
    }

    /** Hears of requests that will be sent again. */
    @FunctionalInterface
    public interface RetryListener {
        /**
         * A request has failed and will be repeated.
         *
         * @param target the target it is for, if it is for one
         * @param what what was tried
         * @param attempt the number of the attempt to come; the second is the first repetition
         * @param pause how long until then
         * @param reason what went wrong
         */
        void repeating(Optional<String> target, String what, int attempt, Duration pause, String reason);
    }

    /** Sends what may be sent twice, again if need be and the trouble passes. Cancelling the future ends it. */
    public <T> CompletableFuture<T> read(
            String server, Optional<String> target, String what, Supplier<CompletableFuture<T>> request) {
        return read(server, target, what, request, failure -> failure.trouble().isPassing());
    }

    /** The same, if the failure is worth it. */
    public <T> CompletableFuture<T> read(
            String server,
            Optional<String> target,
            String what,
            Supplier<CompletableFuture<T>> request,
            Predicate<ServerException> isWorthIt) {
        RetryPolicy<T> retry = RetryPolicy.<T>builder()
                .handleIf(failure -> isWorthRepeating(failure, isWorthIt))
                .withMaxRetries(retries.maxRetries())
                .withDelayFn(context -> pause(context.getAttemptCount()))
                .onRetryScheduled(event -> repeating(target, what, event))
                .build();
        return Failsafe.with(retry).with(world.loop()).getStageAsync(() -> once(server, request));
    }

    /** Sends a request once. */
    public <T> CompletableFuture<T> once(String server, Supplier<CompletableFuture<T>> request) {
        Duration delay = pacer.take(server, world.clock().instant());
        if (delay.isZero()) {
            return request.get();
        }
        Delayed<T> delayed = new Delayed<>();
        delayed.timer =
                world.loop().schedule(() -> delayed.begin(request.get()), delay.toNanos(), TimeUnit.NANOSECONDS);
        return delayed;
    }

    private boolean isWorthRepeating(Throwable failure, Predicate<ServerException> isWorthIt) {
        return budget > 0 && cause(failure) instanceof ServerException trouble && isWorthIt.test(trouble);
    }

    /** Doubles from attempt to attempt, and is jittered so that many clients do not come back together. */
    private Duration pause(int attempts) {
        long longest = retries.maxBackoff().toNanos();
        long full = Math.min(longest, retries.backoff().toNanos() << Math.min(attempts - 1, 20));
        return Duration.ofNanos(full / 2 + world.random().nextLong(full / 2 + 1));
    }

    /** Only a repetition that really comes costs something: the last failure of a read costs nothing. */
    private <T> void repeating(Optional<String> target, String what, ExecutionScheduledEvent<T> event) {
        budget--;
        String reason = event.getLastException() == null
                ? ""
                : String.valueOf(cause(event.getLastException()).getMessage());
        listener.repeating(target, what, event.getAttemptCount() + 1, event.getDelay(), reason);
    }

    /** What really happened. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A request that has to wait for its turn. */
    private static final class Delayed<T> extends CompletableFuture<T> {
        private Future<?> timer = CompletableFuture.completedFuture(null);
        private Future<?> request = CompletableFuture.completedFuture(null);

        void begin(CompletableFuture<T> started) {
            request = started;
            started.whenComplete((value, failure) -> {
                if (failure == null) {
                    complete(value);
                } else {
                    completeExceptionally(failure);
                }
            });
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            timer.cancel(false);
            request.cancel(true);
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
