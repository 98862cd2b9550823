package dev.haloy.world;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Refuses every program. */
final class ForbiddenProcesses implements ProcessRunner {
    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        return refuse(command);
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        return refuse(command);
    }

    private static <T> CompletableFuture<T> refuse(Command command) {
        return CompletableFuture.failedFuture(new IOException("Starting programs is forbidden in this World; '"
                + command.arguments().get(0) + "' was not run"));
    }
}
