package dev.haloy.deploy;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import dev.haloy.client.ServerException;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends requests at a pace the servers allow, and repeats reads that failed on the way, within the run's budget. */
public final class Calls {
    private final World world;
    private final DeployPolicy policy;
    private final Consumer<DeployEvent> listener;
    private final Pacer pacer = new Pacer();
    private int budget;

    /** Works in this World; retries are told to the listener. */
    public Calls(World world, DeployPolicy policy, Consumer<DeployEvent> listener) {
        this.world = world;
        this.policy = policy;
        this.listener = listener;
        this.budget = policy.retryBudget();
    }

    /** Sends a read, again if need be. Cancelling the future ends it. */
    public <T> CompletableFuture<T> read(
            String server, Optional<String> target, String what, Supplier<CompletableFuture<T>> request) {
        RetryPolicy<T> retry = RetryPolicy.<T>builder()
                .handleIf(this::isWorthRepeating)
                .withMaxRetries(policy.maxRetries())
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

    private boolean isWorthRepeating(Throwable failure) {
        Throwable cause = cause(failure);
        return budget > 0
                && cause instanceof ServerException trouble
                && trouble.trouble().isPassing();
    }

    /** Doubles from attempt to attempt, and is jittered so that many clients do not come back together. */
    private Duration pause(int attempts) {
        long longest = policy.maxBackoff().toNanos();
        long full = Math.min(longest, policy.backoff().toNanos() << Math.min(attempts - 1, 20));
        return Duration.ofNanos(full / 2 + world.random().nextLong(full / 2 + 1));
    }

    /** Only a repetition that really comes costs something: the last failure of a read costs nothing. */
    private <T> void repeating(Optional<String> target, String what, ExecutionScheduledEvent<T> event) {
        budget--;
        String reason = event.getLastException() == null
                ? ""
                : String.valueOf(cause(event.getLastException()).getMessage());
        listener.accept(new DeployEvent.RetryScheduled(
                world.clock().instant(), target, what, event.getAttemptCount() + 1, event.getDelay(), reason));
    }

    /** What really happened. */
    static Throwable cause(Throwable failure) {
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
