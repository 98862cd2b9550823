package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    private final Agenda agenda = new Agenda();
    private final AtomicInteger watched = new AtomicInteger();
    private final Object lifeLock = new Object();
    private @Nullable LoopThread thread;
    private @Nullable LoopThread lastThread;

    // Used on the loop's thread only.
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

    /** How long something takes in the time of the source. */
    Duration unscaled(Duration duration) {
        return duration.dividedBy(factor);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Timer timer = agenda.add(instant().plus(delay), task);
        wake();
        return () -> {
            timer.cancel();
            nudge();
        };
    }

    /** A thread that sleeps until a time nobody waits for any more has to find out that it can end. */
    private void nudge() {
        synchronized (lifeLock) {
            if (thread != null && !thread.isCurrent()) {
                thread.wake();
            }
        }
    }

    /** Like {@link #after}, with a delay in the time of the source. */
    Timer afterUnscaled(Duration delay, Runnable task) {
        return after(delay.multipliedBy(factor), task);
    }

    /** Runs the task on the loop's thread as soon as it can. */
    public void execute(Runnable task) {
        agenda.add(task);
        wake();
    }

    private void wake() {
        synchronized (lifeLock) {
            if (thread == null) {
                thread = new LoopThread(this, agenda);
                thread.start();
            } else if (!thread.isCurrent()) {
                thread.wake();
            }
            lifeLock.notifyAll();
        }
    }

    /** Runs the task before the loop goes to sleep again. On the loop's thread only. */
    void atEndOfTurn(Runnable task) {
        agenda.addToEndOfTurn(task);
    }

    boolean onThread() {
        synchronized (lifeLock) {
            return thread != null && thread.isCurrent();
        }
    }

    private LoopThread currentThread() {
        synchronized (lifeLock) {
            if (thread == null || !thread.isCurrent()) {
                throw new IllegalStateException("only on the thread of the loop");
            }
            return thread;
        }
    }

    /** Watches a channel from now on. On the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int operations, LoopThread.Ready ready) throws IOException {
        SelectionKey key = currentThread().register(channel, operations, ready);
        watched.incrementAndGet();
        synchronized (lifeLock) {
            lifeLock.notifyAll();
        }
        return key;
    }

    boolean isWatching() {
        return watched.get() > 0;
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
        currentThread().releaseClosed();
    }

    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    private boolean isIdle() {
        return agenda.isEmpty() && !isWatching();
    }

    /** Lets the thread go if there is nothing left for it to do. */
    boolean retire(LoopThread leaving) {
        synchronized (lifeLock) {
            if (agenda.hasTasks() || !isIdle()) {
                return false;
            }
            thread = null;
            lastThread = leaving;
            lifeLock.notifyAll();
            return true;
        }
    }

    /** Waits until the thread has ended, unless it finds something to do. Not on the loop's thread. */
    void awaitEndIfIdle() {
        try {
            LoopThread ending = retired();
            if (ending != null) {
                ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the loop has let its thread go; null if it goes on instead. */
    private @Nullable LoopThread retired() throws InterruptedException {
        synchronized (lifeLock) {
            while (thread != null && isIdle()) {
                lifeLock.wait();
            }
            return thread == null ? lastThread : null;
        }
    }
}
