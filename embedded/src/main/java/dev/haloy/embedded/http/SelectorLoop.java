package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which any number of servers live, with their clock and their timers.
 *
 * <p>The thread is a daemon. It starts when there is something to do (a server listens, a task or a timer waits) and ends
 * when nothing is left, so a loop needs no closing and an unused one costs nothing. Times of one loop are ordered: a timer
 * runs after all earlier ones, and timers of the same instant run as they were set.
 *
 * <p>All methods may be called from any thread.
 */
public final class SelectorLoop implements TimeLine {
    private static final SelectorLoop SHARED = new SelectorLoop(1);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InstantSource source;
    private final int factor;
    private final Instant start;
    private final TimerQueue timers = new TimerQueue();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger watched = new AtomicInteger();
    private final Object lifeLock = new Object();
    private @Nullable Life life;
    private @Nullable Life lastLife;

    // Used on the loop's thread only.
    private final ArrayDeque<Runnable> endOfTurn = new ArrayDeque<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** A loop of its own on the machine's time. */
    public SelectorLoop(int factor) {
        this(new RealTime(), factor);
    }

    /**
     * A loop on the given time.
     *
     * @param source where time comes from; it may stand still, but then {@link #execute} has to wake the loop when it has
     *     moved
     * @param factor how many times faster the loop's clock runs than the source; 1 is the source's time
     */
    public SelectorLoop(InstantSource source, int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("the factor must be 1 or more, not " + factor);
        }
        this.source = source;
        this.factor = factor;
        this.start = source.instant();
    }

    /** The loop for everything that runs on unscaled time. */
    public static SelectorLoop shared() {
        return SHARED;
    }

    @Override
    public Instant instant() {
        Instant now = source.instant();
        return factor == 1 ? now : start.plus(Duration.between(start, now).multipliedBy(factor));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Timer timer = timers.add(instant().plus(delay), task);
        wake();
        return timer;
    }

    /** Like {@link #after}, with a delay in the time of the source. */
    Timer afterUnscaled(Duration delay, Runnable task) {
        return after(delay.multipliedBy(factor), task);
    }

    /** Runs the task on the loop's thread as soon as it can. */
    public void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    boolean onThread() {
        synchronized (lifeLock) {
            return life != null && life.thread == Thread.currentThread();
        }
    }

    /** Watches a channel from now on. On the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(current().selector, operations, ready);
        watched.incrementAndGet();
        return key;
    }

    /** Closes a channel that is being watched; once. On the loop's thread only. */
    void close(SelectableChannel channel) {
        watched.decrementAndGet();
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing to do about it: the channel counts as closed all the same.
            return;
        }
    }

    /** Lets closed channels go for good: only then their ports and sockets are free. On the loop's thread only. */
    void releaseClosed() throws IOException {
        current().selector.selectNow();
    }

    /** Runs the task before the loop goes to sleep again. On the loop's thread only. */
    void atEndOfTurn(Runnable task) {
        endOfTurn.add(task);
    }

    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    /** Waits until the thread has ended if there is nothing left for it to do. Not on the loop's thread. */
    void awaitEndIfIdle() {
        Life ending;
        boolean ends;
        synchronized (lifeLock) {
            ending = life == null ? lastLife : life;
            ends = life == null || life.idle();
        }
        if (ending != null && ends) {
            ending.awaitEnd();
        }
    }

    private Life current() {
        synchronized (lifeLock) {
            if (life == null || life.thread != Thread.currentThread()) {
                throw new IllegalStateException("only on the thread of the loop");
            }
            return life;
        }
    }

    private void wake() {
        synchronized (lifeLock) {
            if (life == null) {
                life = new Life();
                life.thread.start();
            } else if (life.thread != Thread.currentThread()) {
                life.selector.wakeup();
            }
        }
    }

    /** What a watched channel does when it can go on. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key);
    }

    /** The thread from its start to its end. A loop that is used again later gets another one. */
    private final class Life implements Runnable {
        private final Selector selector;
        private final Thread thread;

        Life() {
            try {
                selector = Selector.open();
            } catch (IOException e) {
                throw new UncheckedIOException("the operating system gives no selector", e);
            }
            thread = new Thread(this, "haloy-embedded");
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                do {
                    runTasks();
                    runTimers();
                    runEndOfTurn();
                    select();
                } while (!ended());
            } catch (IOException e) {
                throw new UncheckedIOException("the selector of the embedded servers broke", e);
            }
        }

        private void runTasks() {
            // Only those that are there now: a task that adds another one must not keep the sockets waiting.
            List<Runnable> now = new ArrayList<>();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                now.add(task);
            }
            now.forEach(this::guard);
        }

        private void runTimers() {
            for (TimerQueue.Turn turn : timers.due(instant())) {
                turn.take().ifPresent(this::guard);
            }
        }

        private void runEndOfTurn() {
            for (Runnable task = endOfTurn.poll(); task != null; task = endOfTurn.poll()) {
                guard(task);
            }
        }

        private void select() throws IOException {
            if (!tasks.isEmpty()) {
                selector.selectNow();
            } else {
                selectUpTo(timers.nextDue());
            }
            List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
            selector.selectedKeys().clear();
            for (SelectionKey key : ready) {
                guard(() -> ready(key));
            }
        }

        private void selectUpTo(Optional<Instant> due) throws IOException {
            if (due.isPresent()) {
                Duration wait = Duration.between(instant(), due.get()).dividedBy(factor);
                if (wait.isNegative() || wait.isZero()) {
                    selector.selectNow();
                } else {
                    // Rounded up: waking too early would mean turning in circles until the time has come.
                    selector.select(wait.plusNanos(999_999).toMillis());
                }
            } else if (watched.get() == 0) {
                selector.selectNow();
            } else {
                selector.select();
            }
        }

        private void ready(SelectionKey key) {
            if (key.isValid()) {
                try {
                    ((Ready) key.attachment()).ready(key);
                } catch (CancelledKeyException e) {
                    // Closed by another thread or by what it has just done: nothing is left to do for it.
                    key.cancel();
                }
            }
        }

        /** A task that throws must not take the servers of others with it, but it must be heard. */
        private void guard(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }

        boolean idle() {
            return tasks.isEmpty() && timers.isEmpty() && watched.get() == 0;
        }

        private boolean ended() throws IOException {
            synchronized (lifeLock) {
                if (!endOfTurn.isEmpty() || !idle()) {
                    return false;
                }
                selector.close();
                lastLife = life;
                life = null;
                return true;
            }
        }

        void awaitEnd() {
            try {
                thread.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
