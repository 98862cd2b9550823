package dev.haloy.deploy;

import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A World that dies when its journal gets a certain line: from then on nothing happens in it, and its connections are closed. */
final class MortalWorld {
    private final World outside;
    private final int lastLine;
    private final List<CompletableFuture<?>> exchanges = new ArrayList<>();
    private final RunStore store;
    private int lines;
    private boolean dead;

    MortalWorld(World outside, RunStore store, int lastLine) {
        this.outside = outside;
        this.store = store;
        this.lastLine = lastLine;
    }

    boolean isDead() {
        return dead;
    }

    World world() {
        return outside.but()
                .http(new Client(outside.http()))
                .time(outside.clock(), new Loop(outside.loop()))
                .runs(new Store())
                .build();
    }

    private void die() {
        dead = true;
        new ArrayList<>(exchanges).forEach(exchange -> exchange.cancel(true));
    }

    private final class Store implements RunStore {
        @Override
        public Journal open(String runId) {
            Journal journal = store.open(runId);
            return new Journal() {
                @Override
                public void append(String line) {
                    if (!dead) {
                        journal.append(line);
                        if (++lines == lastLine) {
                            die();
                        }
                    }
                }

                @Override
                public void sync() {
                    journal.sync();
                }

                @Override
                public void close() {
                    journal.close();
                }
            };
        }

        @Override
        public List<String> runIds() {
            return store.runIds();
        }

        @Override
        public List<String> lines(String runId) {
            return store.lines(runId);
        }
    }

    private final class Loop extends AbstractExecutorService implements ScheduledExecutorService {
        private final ScheduledExecutorService time;

        Loop(ScheduledExecutorService time) {
            this.time = time;
        }

        private Runnable alive(Runnable task) {
            return () -> {
                if (!dead) {
                    task.run();
                }
            };
        }

        @Override
        public void execute(Runnable task) {
            time.execute(alive(task));
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return time.schedule(alive(task), delay, unit);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            return time.schedule(() -> dead ? null : task.call(), delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
            return time.scheduleAtFixedRate(alive(task), initial, period, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
            return time.scheduleWithFixedDelay(alive(task), initial, delay, unit);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }

    private final class Client extends PassingClient {
        Client(HttpClient network) {
            super(network);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            if (dead) {
                return new CompletableFuture<>();
            }
            CompletableFuture<HttpResponse<T>> exchange = network.sendAsync(request, handler);
            exchanges.add(exchange);
            return exchange;
        }
    }
}
