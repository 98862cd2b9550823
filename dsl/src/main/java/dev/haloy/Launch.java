package dev.haloy;

import dev.haloy.world.World;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts work that may block in front of work that does not, as one future that can be cancelled at any time. */
final class Launch {
    private Launch() {}

    /** Prepares on a thread that may block, then goes; the future is completed on the World's loop. */
    static <P, T> CompletableFuture<T> launch(World world, Supplier<P> prepare, Function<P, CompletableFuture<T>> go) {
        return chain(world, CompletableFuture.supplyAsync(prepare, world.blocking()), go);
    }

    /** Goes on with what a first part gives; cancelling cancels the part that is going on. */
    static <P, T> CompletableFuture<T> chain(
            World world, CompletableFuture<P> first, Function<P, CompletableFuture<T>> go) {
        CompletableFuture<T> promise = world.newFuture();
        first.whenCompleteAsync(
                (value, problem) -> {
                    if (problem != null) {
                        promise.completeExceptionally(unwrapped(problem));
                    } else if (!promise.isDone()) {
                        follow(promise, value, go, world);
                    }
                },
                world.loop());
        promise.whenComplete((value, problem) -> {
            if (promise.isCancelled()) {
                first.cancel(true);
            }
        });
        return promise;
    }

    private static <P, T> void follow(
            CompletableFuture<T> promise, P prepared, Function<P, CompletableFuture<T>> go, World world) {
        CompletableFuture<T> work;
        try {
            work = go.apply(prepared);
        } catch (RuntimeException e) {
            promise.completeExceptionally(e);
            return;
        }
        work.whenCompleteAsync(
                (value, problem) -> {
                    if (problem == null) {
                        promise.complete(value);
                    } else {
                        promise.completeExceptionally(unwrapped(problem));
                    }
                },
                world.loop());
        promise.whenComplete((value, problem) -> {
            if (promise.isCancelled()) {
                work.cancel(true);
            }
        });
    }

    private static Throwable unwrapped(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
