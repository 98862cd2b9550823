package dev.haloy.embedded.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The thread of a loop from its start to its end. A loop that is used again later gets another one. */
final class LoopThread {
    /** What a watched channel does when it can go on. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key);
    }

    private final SelectorLoop loop;
    private final Agenda agenda;
    private final Selector selector;
    private final Thread thread;

    LoopThread(SelectorLoop loop, Agenda agenda) {
        this.loop = loop;
        this.agenda = agenda;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the operating system gives no selector", e);
        }
        thread = new Thread(this::run, "haloy-embedded");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    void wake() {
        selector.wakeup();
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, ready);
    }

    /** Lets closed channels go for good. */
    void releaseClosed() throws IOException {
        selector.selectNow();
    }

    void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try (selector) {
            do {
                agenda.run(loop.instant());
                select();
            } while (!loop.retire(this));
        } catch (IOException e) {
            throw new UncheckedIOException("the selector of the embedded servers broke", e);
        }
    }

    private void select() throws IOException {
        // An interrupt that a task left behind would close the next channel that is touched.
        Thread.interrupted();
        waitForSomething();
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            Agenda.guard(() -> ready(key));
        }
    }

    private void waitForSomething() throws IOException {
        Optional<Instant> due = agenda.nextDue();
        if (agenda.hasTasks() || (due.isEmpty() && !loop.isWatching())) {
            selector.selectNow();
        } else if (due.isPresent()) {
            waitUntil(due.get());
        } else {
            selector.select();
        }
    }

    private void waitUntil(Instant due) throws IOException {
        Duration wait = loop.unscaled(Duration.between(loop.instant(), due));
        if (wait.isNegative() || wait.isZero()) {
            selector.selectNow();
        } else {
            // Rounded up: waking too early would mean turning in circles until the time has come.
            selector.select(wait.plusNanos(999_999).toMillis());
        }
    }

    private static void ready(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key);
            }
        } catch (CancelledKeyException e) {
            // Closed by what it has just done itself: nothing is left to do for it.
            key.cancel();
        }
    }
}
