package dev.haloy.deploy;

import dev.haloy.client.Calls;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.lock.LockStore.Attempt;
import dev.haloy.lock.LockStore.Held;
import dev.haloy.lock.LockStore.Taken;
import dev.haloy.lock.Locks;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds the locks of a run's targets: takes them, waits for them, renews them, gives them back. On the loop, but for the store. */
final class LockWork {
    /** How often a lock that somebody else holds, or a store that does not answer, is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final World world;
    private final Locks locks;
    private final DeployPolicy policy;
    private final Mask mask;
    private final Consumer<DeployEvent> listener;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private int callsUnderWay;
    private boolean isOver;

    LockWork(World world, Locks locks, DeployPolicy policy, Mask mask, Consumer<DeployEvent> listener) {
        this.world = world;
        this.locks = locks;
        this.policy = policy;
        this.mask = mask;
        this.listener = listener;
    }

    /** Takes the lock of a target when it is free, and holds it. The answer gives it back. */
    Runnable start(Activity.HoldLock hold, RunState state, Reporter reporter) {
        TargetSpec target = state.target(hold.target()).orElseThrow().spec;
        Holding holding = new Holding(target, owner(state.spec().runId()), reporter);
        holding.take();
        return holding::stop;
    }

    private String owner(String runId) {
        String who = locks.owner()
                .or(() -> variable("USER", "USERNAME")
                        .map(user -> user
                                + variable("HOSTNAME", "COMPUTERNAME")
                                        .map(host -> "@" + host)
                                        .orElse("")))
                .map(name -> name + ", ")
                .orElse("");
        return mask.redact(who + "run " + runId);
    }

    private Optional<String> variable(String name, String otherwise) {
        return world.environment()
                .variable(name)
                .or(() -> world.environment().variable(otherwise))
                .filter(value -> !value.isBlank());
    }

    /** Completes once everything was given back, at the end of a run; late if the store does not answer, but not never. */
    CompletableFuture<Void> released() {
        isOver = true;
        done();
        world.loop()
                .schedule(() -> released.complete(null), policy.callTimeout().toNanos(), TimeUnit.NANOSECONDS);
        return released;
    }

    private void done() {
        if (isOver && callsUnderWay == 0) {
            released.complete(null);
        }
    }

    /** One lock, on its way or held. */
    private final class Holding {
        private final TargetSpec target;
        private final String key;
        private final String owner;
        private final Reporter reporter;
        private final Instant patienceEnds;
        private CompletableFuture<?> lastCall = CompletableFuture.completedFuture(null);
        private Optional<Future<?>> timer = Optional.empty();
        private Optional<Future<?>> guard = Optional.empty();
        private OptionalLong token = OptionalLong.empty();
        private boolean hasWaited;
        private boolean isStopped;

        Holding(TargetSpec target, String owner, Reporter reporter) {
            this.target = target;
            this.key = target.server() + "/" + target.app();
            this.owner = owner;
            this.reporter = reporter;
            this.patienceEnds = now().plus(locks.patience());
        }

        void take() {
            Instant asked = now();
            call(
                    () -> locks.store().take(key, owner, locks.lease(), world.clock()),
                    (attempt, failure) -> tried(asked, attempt, failure));
        }

        private void tried(Instant asked, @Nullable Attempt attempt, @Nullable Throwable failure) {
            if (attempt instanceof Taken taken) {
                taken(asked, taken);
            } else if (!isStopped) {
                held(attempt instanceof Held held ? words(held) : reason(failure), attempt == null);
            }
        }

        private void taken(Instant asked, Taken taken) {
            token = OptionalLong.of(taken.token());
            if (isStopped) {
                giveBack();
                return;
            }
            taken.before()
                    .ifPresent(before -> tell(new DeployEvent.Warned(
                            now(),
                            written(),
                            "took the lock of " + name() + " over from " + before + ", which has not renewed it")));
            heldUntil(asked.plus(locks.lease()));
            reporter.report(new Fact.LockTaken(now(), target.key(), taken.token()));
        }

        /** The lock cannot be had now: tries again as long as there is patience; trouble with the store passes or does not, so once only. */
        private void held(String why, boolean isTrouble) {
            if (isTrouble || !now().isBefore(patienceEnds)) {
                String reason = isTrouble ? why : "gave up waiting for the lock of " + name() + ": " + why;
                reporter.finish(new Fact.LockRefused(now(), target.key(), mask.redact(reason)));
                return;
            }
            if (!hasWaited) {
                hasWaited = true;
                tell(new DeployEvent.Waiting(now(), written(), Duration.between(now(), patienceEnds), why));
            }
            Instant next = now().plus(AGAIN);
            timer = after(next.isAfter(patienceEnds) ? patienceEnds : next, this::take);
        }

        private void renew() {
            Instant asked = now();
            call(
                    () -> locks.store().renew(key, token.orElseThrow(), locks.lease(), world.clock()),
                    (renewed, failure) -> renewed(asked, renewed, failure));
        }

        private void renewed(Instant asked, @Nullable Boolean renewed, @Nullable Throwable failure) {
            if (isStopped) {
                return;
            }
            if (renewed == null) {
                tell(new DeployEvent.Warned(now(), written(), reason(failure) + "; trying again"));
                timer = after(now().plus(AGAIN), this::renew);
            } else if (renewed) {
                heldUntil(asked.plus(locks.lease()));
            } else {
                lose("somebody else may hold it by now");
            }
        }

        private void heldUntil(Instant end) {
            guard.ifPresent(running -> running.cancel(false));
            guard = after(end, () -> lose("it could not be renewed in time"));
            timer = after(now().plus(locks.lease().dividedBy(3)), this::renew);
        }

        private void lose(String why) {
            stopTimers();
            isStopped = true;
            String reason = "the lock of " + name() + " was lost: " + why;
            reporter.finish(new Fact.LockLost(now(), target.key(), reason));
        }

        void stop() {
            boolean isHeld = !isStopped && token.isPresent();
            stopTimers();
            isStopped = true;
            if (isHeld) {
                giveBack();
            }
        }

        private void giveBack() {
            call(
                    () -> {
                        locks.store().release(key, token.orElseThrow(), world.clock());
                        return true;
                    },
                    (nothing, failure) -> {
                        if (failure != null) {
                            tell(new DeployEvent.Warned(
                                    now(), written(), reason(failure) + "; its lease ends by itself"));
                        }
                    });
        }

        private void stopTimers() {
            timer.ifPresent(running -> running.cancel(false));
            guard.ifPresent(running -> running.cancel(false));
        }

        /** One call after another, each on a thread that may block; what comes of it is dealt with on the loop. */
        private <T> void call(Supplier<T> work, Answer<T> answer) {
            Executor threads = locks.executor().orElse(world.blocking());
            callsUnderWay++;
            CompletableFuture<T> call = lastCall.handleAsync((nothing, before) -> work.get(), threads);
            lastCall = call;
            call.handleAsync(
                    (value, failure) -> {
                        answer.came(value, failure);
                        callsUnderWay--;
                        done();
                        return null;
                    },
                    world.loop());
        }

        private String reason(@Nullable Throwable failure) {
            String why = failure == null
                    ? "it gave no answer"
                    : String.valueOf(Calls.cause(failure).getMessage());
            return mask.redact("trouble with the lock of " + name() + ": " + why);
        }

        private String words(Held held) {
            return mask.redact(held.owner()) + " holds the lock of " + name();
        }

        private String name() {
            return target.app() + " on " + target.server();
        }

        private Optional<String> written() {
            return Optional.of(TargetSpec.written(target.key()));
        }
    }

    private interface Answer<T> {
        void came(@Nullable T value, @Nullable Throwable failure);
    }

    private void tell(DeployEvent event) {
        listener.accept(event);
    }

    private Optional<Future<?>> after(Instant moment, Runnable what) {
        long nanos = Math.max(1, Duration.between(now(), moment).toNanos());
        return Optional.of(world.loop().schedule(what, nanos, TimeUnit.NANOSECONDS));
    }

    private Instant now() {
        return world.clock().instant();
    }
}
