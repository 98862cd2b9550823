package dev.haloy.cli;

import dev.haloy.world.ProcessRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs that end at once: those whose command line contains "fail" with status 7, all others with 0. */
final class FakeShell implements ProcessRunner {
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> kept = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> environments = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        int status = started(command);
        output.line(false, "ran " + commands.get(commands.size() - 1));
        return CompletableFuture.completedFuture(status);
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        int status = started(command);
        return CompletableFuture.completedFuture(new Finished(status, "s3cret-from-program\n", "to stderr"));
    }

    /** Input that a program was given to keep; whatever reads it back gets it. */
    @Override
    public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        int status = started(command);
        if (command.arguments().contains("store")) {
            kept.add(new String(input, StandardCharsets.UTF_8));
        }
        String output = kept.isEmpty() ? "" : kept.get(kept.size() - 1);
        return CompletableFuture.completedFuture(new Finished(status, output, ""));
    }

    private int started(Command command) {
        String last = command.arguments().get(command.arguments().size() - 1);
        commands.add(last);
        environments.add(command.environment());
        return last.contains("fail") ? 7 : 0;
    }
}
