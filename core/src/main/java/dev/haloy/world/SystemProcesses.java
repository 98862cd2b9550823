package dev.haloy.world;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Real processes. Each has two threads for its output, which end with it. */
final class SystemProcesses implements ProcessRunner {
    private static final Redirect NOTHING =
            Redirect.from(new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null"));
    private static final long GRACE_SECONDS = 5;
    private static final long LAST_WORDS_MILLIS = 1000;

    /** Longer, because half a value is worse than half a message. */
    private static final long LAST_OUTPUT_MILLIS = 2000;

    private final ThreadFactory threads;

    SystemProcesses(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        return start(command, NOTHING, process -> {
            Thread errors = reading(() -> eachLine(process.getErrorStream(), line -> output.line(true, line)));
            Thread lines = reading(() -> eachLine(process.getInputStream(), line -> output.line(false, line)));
            int status = process.waitFor();
            // A program left in the background may hold the pipes open for ever; what it prints is not waited for.
            lines.join(LAST_WORDS_MILLIS);
            errors.join(LAST_WORDS_MILLIS);
            return status;
        });
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        return start(command, NOTHING, process -> finished(process, maxBytes));
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        return start(command, Redirect.PIPE, process -> {
            reading(() -> {
                try (OutputStream stream = process.getOutputStream()) {
                    stream.write(input);
                }
            });
            return finished(process, maxBytes);
        });
    }

    @Override
    public InputStream open(Command command) throws IOException {
        Process process = builder(command, NOTHING).start();
        LastLines errors = new LastLines();
        Thread reader = reading(() -> eachLine(process.getErrorStream(), errors::add));
        return new ProgramOutput(command.arguments().get(0), process, errors, reader);
    }

    private Finished finished(Process process, int maxBytes) throws IOException, InterruptedException {
        Captured output = new Captured(maxBytes);
        Captured error = new Captured(maxBytes);
        Runnable tooMuch = () -> killTree(process.toHandle());
        Thread errors = reading(() -> error.readFrom(process.getErrorStream(), tooMuch));
        Thread lines = reading(() -> output.readFrom(process.getInputStream(), tooMuch));
        int status = process.waitFor();
        lines.join(LAST_OUTPUT_MILLIS);
        errors.join(LAST_OUTPUT_MILLIS);
        return new Finished(status, output.text(), error.text());
    }

    private interface Conversation<T> {
        T with(Process process) throws IOException, InterruptedException;
    }

    private interface Reading {
        void read() throws IOException;
    }

    private static ProcessBuilder builder(Command command, Redirect input) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.directory().toFile())
                .redirectInput(input);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return builder;
    }

    private <T> CompletableFuture<T> start(Command command, Redirect input, Conversation<T> conversation) {
        Process process;
        try {
            process = builder(command, input).start();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        Killable<T> result = new Killable<>(process);
        threads.newThread(() -> converse(process, conversation, result)).start();
        return result;
    }

    private static <T> void converse(Process process, Conversation<T> conversation, CompletableFuture<T> result) {
        try {
            result.complete(conversation.with(process));
        } catch (IOException e) {
            killTree(process.toHandle());
            result.completeExceptionally(e);
        } catch (InterruptedException e) {
            killTree(process.toHandle());
            Thread.currentThread().interrupt();
            result.cancel(false);
        }
    }

    private Thread reading(Reading reading) {
        Thread thread = threads.newThread(() -> {
            try {
                reading.read();
            } catch (IOException e) {
                // The stream of a killed process: what came until now is all there is.
            }
        });
        thread.start();
        return thread;
    }

    private static void eachLine(InputStream stream, Consumer<String> listener) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                listener.accept(line);
            }
        }
    }

    /** Asks the whole tree to end, and makes it end after a grace time. */
    static void killTree(ProcessHandle root) {
        List<ProcessHandle> tree =
                Stream.concat(root.descendants(), Stream.of(root)).toList();
        tree.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : tree) {
            handle.onExit()
                    .orTimeout(GRACE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((ended, late) -> handle.destroyForcibly());
        }
    }

    /** The result of a process; cancelling it kills the process and everything that it has started. */
    private static final class Killable<T> extends CompletableFuture<T> {
        private final Process process;

        Killable(Process process) {
            this.process = process;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                killTree(process.toHandle());
            }
            return cancelled;
        }
    }
}
