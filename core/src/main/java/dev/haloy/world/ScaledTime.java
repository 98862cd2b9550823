package dev.haloy.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock and a scheduler that run faster than those they stand on, by the same factor and from the same moment. */
final class ScaledTime {
    private final Instant start;
    private final InstantSource clock;
    private final ScheduledExecutorService loop;
    private final int factor;

    ScaledTime(InstantSource clock, ScheduledExecutorService loop, int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("the time scale must be at least 1, was " + factor);
        }
        this.start = clock.instant();
        this.clock = clock;
        this.loop = loop;
        this.factor = factor;
    }

    InstantSource clock() {
        return () -> start.plus(Duration.between(start, clock.instant()).multipliedBy(factor));
    }

    ScheduledExecutorService loop() {
        return new Loop();
    }

    private final class Loop extends AbstractExecutorService implements ScheduledExecutorService {
        private long shrink(long amount, TimeUnit unit) {
            return unit.toNanos(amount) / factor;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return loop.schedule(task, shrink(delay, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            return loop.schedule(task, shrink(delay, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
            return loop.scheduleAtFixedRate(task, shrink(initial, unit), shrink(period, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
            return loop.scheduleWithFixedDelay(task, shrink(initial, unit), shrink(delay, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void shutdown() {
            loop.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return loop.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return loop.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return loop.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return loop.awaitTermination(timeout, unit);
        }
    }
}
