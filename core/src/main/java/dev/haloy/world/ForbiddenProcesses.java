package dev.haloy.world;

import java.io.IOException;
import java.io.InputStream;
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

    @Override
    public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        return refuse(command);
    }

    @Override
    public InputStream open(Command command) throws IOException {
        throw refusal(command);
    }

    private static <T> CompletableFuture<T> refuse(Command command) {
        return CompletableFuture.failedFuture(refusal(command));
    }

    private static IOException refusal(Command command) {
        return new IOException("Starting programs is forbidden in this World; '"
                + command.arguments().get(0) + "' was not run");
    }
}
