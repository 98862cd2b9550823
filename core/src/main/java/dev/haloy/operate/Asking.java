package dev.haloy.operate;

import dev.haloy.client.Calls;
import dev.haloy.client.Retries;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.error.HaloyException;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Asks several servers at once, each at the pace it allows. Reads that failed on the way are repeated a little later; what cannot
 * be asked at all is an answer too.
 */
final class Asking {
    /** Somebody is waiting: rather say soon that a server is not there. */
    private static final Retries RETRIES = new Retries(3, 200, Duration.ofMillis(250), Duration.ofSeconds(2));

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final World world;
    private final Calls calls;
    private final Duration callTimeout;

    private Asking(World world, Duration callTimeout) {
        this.world = world;
        this.callTimeout = callTimeout;
        this.calls = Calls.of(world, RETRIES, (target, what, attempt, pause, reason) -> {});
    }

    /** With the usual patience for one answer, 30 s. */
    static Asking in(World world) {
        return new Asking(world, CALL_TIMEOUT);
    }

    /** With this much patience for one answer. */
    static Asking in(World world, Duration callTimeout) {
        return new Asking(world, callTimeout);
    }

    /**
     * Asks all, in parallel; answers in the given order. Cancelling cancels what is asked.
     *
     * @param ask what is asked; may fail in any way
     * @param answered what the answer is
     * @param silent what the answer is if it failed
     */
    <D extends Door, V, T> CompletableFuture<List<T>> all(
            List<D> doors,
            BiFunction<ServerClient, D, CompletableFuture<V>> ask,
            BiFunction<D, V, T> answered,
            BiFunction<D, Throwable, T> silent) {
        return InOrder.all(
                world,
                doors.stream().map(door -> one(door, ask, answered, silent)).toList());
    }

    private <D extends Door, V, T> CompletableFuture<T> one(
            D door,
            BiFunction<ServerClient, D, CompletableFuture<V>> ask,
            BiFunction<D, V, T> answered,
            BiFunction<D, Throwable, T> silent) {
        CompletableFuture<V> asked;
        try {
            asked = ask.apply(client(door), door);
        } catch (HaloyException e) {
            return CompletableFuture.completedFuture(silent.apply(door, e));
        }
        CompletableFuture<T> answer = asked.handleAsync(
                (value, failure) ->
                        failure == null ? answered.apply(door, value) : silent.apply(door, InOrder.cause(failure)),
                world.loop());
        cancelWith(answer, asked);
        return answer;
    }

    /** Cancels what a future waits for when the future is cancelled. */
    static void cancelWith(CompletableFuture<?> future, CompletableFuture<?> cause) {
        future.whenComplete((value, failure) -> {
            if (future.isCancelled()) {
                cause.cancel(true);
            }
        });
    }

    /**
     * A client for a server.
     *
     * @throws HaloyException if there is no token for it
     */
    ServerClient client(Door door) {
        return new ServerClient(world, door.server(), door.token(), callTimeout);
    }

    /** Sends a read, again if need be. */
    <T> CompletableFuture<T> read(Door door, Supplier<CompletableFuture<T>> request) {
        return calls.read(door.server().key(), Optional.empty(), "", request);
    }

    /** Sends a request that must not be executed twice: again only if the server had no time for it. */
    <T> CompletableFuture<T> send(Door door, Supplier<CompletableFuture<T>> request) {
        return calls.read(
                door.server().key(),
                Optional.empty(),
                "",
                request,
                failure -> failure.trouble() == ServerException.Trouble.RATE_LIMITED);
    }

    /** Sends a request once, when it is its turn. */
    <T> CompletableFuture<T> once(Door door, Supplier<CompletableFuture<T>> request) {
        return calls.once(door.server().key(), request);
    }

    /** Does something, on the World's loop, when it is its turn: for what is no single request. */
    void turn(Door door, Runnable action) {
        calls.once(door.server().key(), () -> CompletableFuture.completedFuture(true))
                .thenRunAsync(action, world.loop());
    }

    /** What a failure says. */
    static Optional<String> problem(Throwable failure) {
        return Optional.of(String.valueOf(failure.getMessage()));
    }
}
