package dev.haloy.deploy;

import java.util.concurrent.CompletableFuture;

/** Ties the future that users hold to the run: cancelling one cancels the other. */
final class DeployFuture {
    private final Runner runner;
    private final CompletableFuture<DeployResult> future;

    DeployFuture(Runner runner, CompletableFuture<DeployResult> future) {
        this.runner = runner;
        this.future = future;
    }

    CompletableFuture<DeployResult> forUsers() {
        future.whenComplete((result, failure) -> {
            if (future.isCancelled()) {
                runner.cancel();
            }
        });
        return future;
    }

    boolean finish(DeployResult result) {
        return future.complete(result);
    }

    boolean fail(Throwable defect) {
        return future.completeExceptionally(defect);
    }
}
