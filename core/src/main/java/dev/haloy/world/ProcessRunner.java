package dev.haloy.world;

import java.io.IOException;
import java.io.InputStream;
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
 * {@link IOException}.
 */
public interface ProcessRunner {
    /** Runs a program with closed standard input, telling its output line by line; completes with its exit status. */
    CompletableFuture<Integer> run(Command command, OutputListener output);

    /** Runs a program with closed standard input and keeps what it printed; fails beyond {@code maxBytes} of output. */
    CompletableFuture<Finished> capture(Command command, int maxBytes);

    /**
     * The same for a program that reads these bytes from standard input, such as a password that must not be seen among its
     * arguments. A runner that cannot do this refuses.
     */
    default CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        return CompletableFuture.failedFuture(new IOException(
                "this runner gives programs no input; '" + command.arguments().get(0) + "' was not run"));
    }

    /**
     * Starts a program, with closed standard input, whose output is too long to be kept: it is read while the program runs, which
     * waits when nobody reads. The reader may block. A runner that cannot do this refuses.
     *
     * @return standard output. Its end is reached only if the program has ended well; otherwise reading fails with what the program
     *     said on standard error. Closing it before kills the program and everything it has started.
     * @throws IOException if the program cannot be started
     */
    default InputStream open(Command command) throws IOException {
        throw new IOException("this runner gives no output while a program runs; '"
                + command.arguments().get(0) + "' was not run");
    }

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
