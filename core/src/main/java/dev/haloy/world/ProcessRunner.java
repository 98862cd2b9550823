package dev.haloy.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs programs on the client machine: hooks, secret providers, Docker. Use {@link #forbidden()} for configurations that
 * are not trusted.
 *
 * <p>Cancelling a future with {@code cancel(true)} kills the program and everything it has started. Futures complete on a
 * thread of the runner; go on with {@code …Async} and an executor. A program that cannot be started fails the future with an
 * {@link java.io.IOException}.
 */
public interface ProcessRunner {
    /** Runs a program with closed standard input, telling its output line by line; completes with its exit status. */
    CompletableFuture<Integer> run(Command command, OutputListener output);

    /** Runs a program with closed standard input and keeps what it printed; fails beyond {@code maxBytes} of output. */
    CompletableFuture<Finished> capture(Command command, int maxBytes);

    /** A runner that refuses to start anything. */
    static ProcessRunner forbidden() {
        return new ForbiddenProcesses();
    }

    /**
     * A program, its arguments, where it runs and with which variables.
     *
     * @param arguments the program and its arguments; no shell takes part
     * @param directory the working directory
     * @param environment all variables the program sees
     */
    record Command(List<String> arguments, Path directory, Map<String, String> environment) {
        /** Makes private copies. */
        public Command {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** The program's name only: arguments and variables may hold secrets. */
        @Override
        public String toString() {
            return "Command[" + arguments.get(0) + "]";
        }
    }

    /** Hears each line a program prints, on a thread of the runner. */
    @FunctionalInterface
    interface OutputListener {
        /** One line without its line break, from standard error or standard output. */
        void line(boolean isError, String text);
    }

    /**
     * How a program ended.
     *
     * @param exitStatus its exit status
     * @param output what it printed on standard output
     * @param error what it printed on standard error
     */
    record Finished(int exitStatus, String output, String error) {
        /** The status only: the output may hold secrets. */
        @Override
        public String toString() {
            return "Finished[exitStatus=" + exitStatus + "]";
        }
    }
}
