package dev.haloy.operate;

import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Several answers as one list, in the order of the questions. */
final class InOrder {
    private InOrder() {}

    /** Completes on the World's loop when all parts have; cancelling it cancels them. */
    static <T> CompletableFuture<List<T>> all(World world, List<CompletableFuture<T>> parts) {
        CompletableFuture<List<T>> all = world.newFuture();
        CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .handleAsync(
                        (nothing, failure) -> failure == null
                                ? all.complete(parts.stream()
                                        .map(CompletableFuture::join)
                                        .toList())
                                : all.completeExceptionally(failure),
                        world.loop());
        all.whenComplete((value, failure) -> {
            if (all.isCancelled()) {
                parts.forEach(part -> part.cancel(true));
            }
        });
        return all;
    }

    /** What really went wrong. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
