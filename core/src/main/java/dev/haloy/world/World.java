package dev.haloy.world;

import dev.haloy.error.HaloyException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside the program, as one value: HTTP, time, randomness, processes, environment, blocking work.
 *
 * <p>{@link #system()} is the real one. Another one lets the same code run against servers in memory and in virtual
 * time, or without the right to start programs. Immutable; the parts are shared by every run that uses the World, and so are
 * the {@link #lanes()}.
 */
public final class World {
    // The real one is made when the first request is sent: it loads half of TLS, and many commands send nothing.
    private final @Nullable HttpClient http;
    private final InstantSource clock;
    private final ScheduledExecutorService loop;
    private final RandomGenerator random;
    private final ProcessRunner processes;
    private final Environment environment;
    private final Executor blocking;
    private final @Nullable Dialer dialer;
    private final Optional<Pump> pump;
    private final Lanes lanes;
    private final RunStore runs;
    private final AtomicLong lastMoment;

    private World(Builder from) {
        this.http = from.http;
        this.clock = from.clock();
        this.loop = from.loop();
        this.random = from.random == null ? SystemParts.random() : from.random;
        this.processes = from.processes == null ? SystemParts.processes() : from.processes;
        this.environment = from.environment == null ? SystemParts.environment() : from.environment;
        this.blocking = from.blocking == null ? SystemParts.blocking() : from.blocking;
        this.dialer = from.dialer;
        this.pump = from.pump;
        this.lanes = from.lanes;
        this.runs = from.runs;
        this.lastMoment = from.lastMoment;
    }

    /**
     * The real World, with the process's environment as it is now. HTTP client, threads and lanes are shared by all callers
     * of this method; the threads are daemons and end when there is nothing to do.
     */
    public static World system() {
        return new Builder().build();
    }

    /** Starts from the real World. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from this World. */
    public Builder but() {
        return new Builder(this);
    }

    /** Sends requests. HTTP/1.1; never waits by itself. */
    public HttpClient http() {
        HttpClient given = http;
        return given == null ? SystemParts.httpClient() : given;
    }

    /** Makes connections of bytes. */
    public Dialer dialer() {
        Dialer given = dialer;
        return given == null ? SystemParts.dialer() : given;
    }

    /** The time. */
    public InstantSource clock() {
        return clock;
    }

    /**
     * A moment that this World has not given to anybody before: now, in milliseconds, or a little later if several are asked for in
     * one. What is made of it keeps its order.
     */
    public Instant uniqueMoment() {
        long now = clock.millis();
        return Instant.ofEpochMilli(lastMoment.updateAndGet(last -> Math.max(now, last + 1)));
    }

    /** The one thread on which runs advance, and their timers. Never block it. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** Randomness for ids and back-off. Used on the loop only. */
    public RandomGenerator random() {
        return random;
    }

    /** Starts programs. */
    public ProcessRunner processes() {
        return processes;
    }

    /** Variables and folders. */
    public Environment environment() {
        return environment;
    }

    /** Runs work that may block. */
    public Executor blocking() {
        return blocking;
    }

    /** One lane per server. */
    public Lanes lanes() {
        return lanes;
    }

    /** Where runs are journalled; in memory if nothing else was said. */
    public RunStore runs() {
        return runs;
    }

    /**
     * Waits for a result, letting virtual time pass where there is some.
     *
     * @throws HaloyException if the work failed with one
     * @throws CancellationException if the work was cancelled, or the waiting thread was interrupted (its flag stays set and
     *     the work is cancelled)
     */
    public <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            if (pump.isPresent()) {
                pump.get().until(PumpedFuture.end(future));
            }
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while waiting");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new CompletionException(cause);
    }

    /** A future to hand to users: waiting for it lets virtual time pass. Complete it on the loop. */
    public <T> CompletableFuture<T> newFuture() {
        return pump.<CompletableFuture<T>>map(PumpedFuture::new).orElseGet(CompletableFuture::new);
    }

    /** Collects the parts of a World; what is not said is real. Not safe for use by several threads. */
    public static final class Builder {
        // What is replaced is never made: a test must not even hold a client that reaches the network.
        private @Nullable HttpClient http;
        private @Nullable InstantSource clock;
        private @Nullable ScheduledExecutorService loop;
        private @Nullable RandomGenerator random;
        private @Nullable ProcessRunner processes;
        private @Nullable Environment environment;
        private @Nullable Executor blocking;
        private @Nullable Dialer dialer;
        private Optional<Pump> pump = Optional.empty();
        private Lanes lanes = SystemParts.lanes();
        private RunStore runs = SystemParts.runs();
        private AtomicLong lastMoment = SystemParts.lastMoment();

        private Builder() {}

        private InstantSource clock() {
            return clock == null ? SystemParts.clock() : clock;
        }

        private ScheduledExecutorService loop() {
            return loop == null ? SystemParts.loop() : loop;
        }

        private Builder(World from) {
            http = from.http;
            clock = from.clock;
            loop = from.loop;
            random = from.random;
            processes = from.processes;
            environment = from.environment;
            blocking = from.blocking;
            dialer = from.dialer;
            pump = from.pump;
            lanes = from.lanes;
            runs = from.runs;
            lastMoment = from.lastMoment;
        }

        /** Sends requests through this client: yours brings its proxy, TLS settings and connections. */
        public Builder http(HttpClient client) {
            http = Objects.requireNonNull(client);
            return this;
        }

        /**
         * Takes time and timers from elsewhere; the loop must run everything on one thread at a time. Ids of runs are made of time, so
         * runs of such a World are remembered apart from those of the real one.
         */
        public Builder time(InstantSource source, ScheduledExecutorService oneThread) {
            lastMoment = new AtomicLong(Long.MIN_VALUE);
            runs = runs == SystemParts.runs() ? RunStore.inMemory() : runs;
            clock = Objects.requireNonNull(source);
            loop = Objects.requireNonNull(oneThread);
            return this;
        }

        /** Lets blocking calls move time on. */
        public Builder pump(Pump moves) {
            pump = Optional.of(moves);
            return this;
        }

        /** Makes the World's clock and timers run this many times faster than the real ones, for tests over real HTTP. */
        public Builder timeScale(int factor) {
            ScaledTime scaled = new ScaledTime(clock(), loop(), factor);
            return time(scaled.clock(), scaled.loop());
        }

        /** Takes randomness from elsewhere, for example seeded. */
        public Builder random(RandomGenerator generator) {
            random = Objects.requireNonNull(generator);
            return this;
        }

        /** Starts programs through this runner. */
        public Builder processes(ProcessRunner runner) {
            processes = Objects.requireNonNull(runner);
            return this;
        }

        /** Works with these variables and folders. */
        public Builder environment(Environment surroundings) {
            environment = Objects.requireNonNull(surroundings);
            return this;
        }

        /** Runs blocking work here. */
        public Builder blocking(Executor executor) {
            blocking = Objects.requireNonNull(executor);
            return this;
        }

        /** Connects through this dialer; only tunnels need one. */
        public Builder dialer(Dialer connects) {
            dialer = Objects.requireNonNull(connects);
            return this;
        }

        /** Shares no lane with any other World. */
        public Builder ownLanes() {
            lanes = new Lanes();
            return this;
        }

        /** Journals runs here. */
        public Builder runs(RunStore store) {
            runs = Objects.requireNonNull(store);
            return this;
        }

        /** Builds the World. */
        public World build() {
            return new World(this);
        }
    }
}
