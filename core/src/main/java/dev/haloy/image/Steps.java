package dev.haloy.image;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The end of several steps with the docker program, one after another. Cancelling it cancels the step that is going on. Used on the World's loop only.
 */
final class Steps<T> extends CompletableFuture<T> {
    private Future<?> current = CompletableFuture.completedFuture(null);

    /** Begins a step, unless all is cancelled already. */
    <S> CompletableFuture<S> step(Supplier<CompletableFuture<S>> next) {
        if (isCancelled()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        try {
            CompletableFuture<S> begun = next.get();
            current = begun;
            return begun;
        } catch (DockerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends as the last step does. */
    Steps<T> endWith(CompletableFuture<T> last) {
        last.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(explained(failure));
            }
        });
        return this;
    }

    private static Throwable explained(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof IOException
                ? new DockerException(
                        "The program 'docker' could not be run: " + cause.getMessage()
                                + "; install Docker and see to it that it is on the PATH",
                        cause)
                : cause;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        current.cancel(true);
        return cancelled;
    }
}
