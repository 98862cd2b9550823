package dev.haloy.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One lane per server: whoever holds it is the only one of this World to change the server. Runs that meet on a server
 * take turns in the order they came.
 */
public final class Lanes {
    private final Map<String, Deque<CompletableFuture<Lease>>> waiting = new HashMap<>();

    /** Asks for a lane; completes when it is free. Cancelling the future, or closing the lease, gives it to the next. */
    public CompletableFuture<Lease> enter(String server) {
        CompletableFuture<Lease> turn = new CompletableFuture<>();
        boolean first;
        synchronized (waiting) {
            Deque<CompletableFuture<Lease>> queue = waiting.computeIfAbsent(server, s -> new ArrayDeque<>());
            queue.add(turn);
            first = queue.size() == 1;
        }
        if (first) {
            grant(server, turn);
        }
        return turn;
    }

    private void grant(String server, CompletableFuture<Lease> turn) {
        if (!turn.complete(new Lease(() -> leave(server, turn)))) {
            leave(server, turn);
        }
    }

    private void leave(String server, CompletableFuture<Lease> turn) {
        CompletableFuture<Lease> next = null;
        synchronized (waiting) {
            Deque<CompletableFuture<Lease>> queue = waiting.get(server);
            if (queue == null || queue.peek() != turn) {
                return;
            }
            queue.remove();
            next = queue.peek();
            if (next == null) {
                waiting.remove(server);
            }
        }
        if (next != null) {
            grant(server, next);
        }
    }

    /** The right to change a server. */
    public static final class Lease implements AutoCloseable {
        private final Runnable leave;

        private Lease(Runnable leave) {
            this.leave = leave;
        }

        /** Gives the lane to the next; more than once does nothing. */
        @Override
        public void close() {
            leave.run();
        }
    }
}
