package dev.haloy.secret.provider;

import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the program of a secret store and takes what it prints, within limits of time and size. */
final class Commands {
    private static final int MOST_BYTES = 4 << 20;

    private final World world;
    private final Duration limit;

    Commands(World world, Duration limit) {
        this.world = world;
        this.limit = limit;
    }

    /** The standard output of a program that ended well. */
    String output(List<String> arguments, Environment environment) throws LookupException {
        ProcessRunner.Finished finished = run(arguments, environment);
        if (finished.exitStatus() != 0) {
            // What it printed is not repeated, not even on standard error: nobody knows what a secret looks like.
            throw LookupException.reference(
                    "4.4",
                    arguments.get(0) + " failed with exit status " + finished.exitStatus(),
                    "what it printed is not shown, because it may hold secrets; look the secret up by hand with "
                            + arguments.get(0) + " to see why");
        }
        return finished.output();
    }

    /** How a program ended, well or not. */
    ProcessRunner.Finished run(List<String> arguments, Environment environment) throws LookupException {
        String program = arguments.get(0);
        CompletableFuture<ProcessRunner.Finished> running = world.processes()
                .capture(
                        new ProcessRunner.Command(arguments, environment.workingDirectory(), environment.variables()),
                        MOST_BYTES);
        Future<?> timer = world.loop().schedule(() -> running.cancel(true), limit.toMillis(), TimeUnit.MILLISECONDS);
        ProcessRunner.Finished finished = await(program, running);
        timer.cancel(false);
        return finished;
    }

    private ProcessRunner.Finished await(String program, CompletableFuture<ProcessRunner.Finished> running)
            throws LookupException {
        try {
            return world.await(running);
        } catch (CancellationException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw LookupException.reference(
                    "4.4", program + " did not end within " + limit.toSeconds() + " seconds and was stopped");
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw LookupException.reference(
                        "4.4",
                        program + " could not be run: " + cause.getMessage(),
                        "is it installed and on the PATH?");
            }
            throw e;
        }
    }
}
