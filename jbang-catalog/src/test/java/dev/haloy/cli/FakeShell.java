package dev.haloy.cli;

import dev.haloy.world.ProcessRunner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs that end at once: those whose command line contains "fail" with status 7, all others with 0. */
final class FakeShell implements ProcessRunner {
    final List<String> commands = new CopyOnWriteArrayList<>();
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

    private int started(Command command) {
        String last = command.arguments().get(command.arguments().size() - 1);
        commands.add(last);
        environments.add(command.environment());
        return last.contains("fail") ? 7 : 0;
    }
}
