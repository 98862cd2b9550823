package dev.haloy.testkit;

import dev.haloy.embedded.VirtualTime;
import dev.haloy.testkit.Hooks.Script;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Programs that go as {@link Hooks} says. */
final class ScriptedProcesses implements ProcessRunner {
    private final VirtualTime time;
    private final Hooks hooks;

    ScriptedProcesses(VirtualTime time, Hooks hooks) {
        this.time = time;
        this.hooks = hooks;
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        Optional<Script> said = hooks.start(command);
        if (said.isEmpty() && hooks.isForReal()) {
            return reallyRun(command, output);
        }
        Script script = said.orElse(Script.SILENT);
        script.lines().forEach(line -> output.line(false, line));
        return after(script, command, script.exitStatus());
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        Optional<Script> said = hooks.start(command);
        if (said.isEmpty()) {
            return hooks.isForReal()
                    ? now(() -> World.system().processes().capture(command, maxBytes))
                    : CompletableFuture.failedFuture(new IOException(refusal(Hooks.name(command))));
        }
        Script script = said.get();
        String text = script.lines().isEmpty() ? "" : String.join("\n", script.lines()) + "\n";
        return after(script, command, new Finished(script.exitStatus(), text, ""));
    }

    private static String refusal(String name) {
        return "'" + name + "' was not started, as this is a test; give secrets by servers.secret(..) or say by"
                + " servers.hooks().prints(\"" + name + "\", ..) what it prints";
    }

    private <T> CompletableFuture<T> after(Script script, Command command, T result) {
        hooks.begun(command);
        CompletableFuture<T> end = new CompletableFuture<>();
        end.whenComplete((value, failure) -> hooks.ended(command));
        time.after(script.duration(), () -> end.complete(result));
        return end;
    }

    /** Lines are told by the thread that moves time; no other may. */
    private static CompletableFuture<Integer> reallyRun(Command command, OutputListener output) {
        record Line(boolean isError, String text) {}
        List<Line> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> end = now(() ->
                World.system().processes().run(command, (isError, text) -> lines.add(new Line(isError, text))));
        lines.forEach(line -> output.line(line.isError(), line.text()));
        return end;
    }

    private static <T> CompletableFuture<T> now(Supplier<CompletableFuture<T>> start) {
        try {
            return CompletableFuture.completedFuture(start.get().join());
        } catch (CompletionException failed) {
            return CompletableFuture.failedFuture(failed.getCause() == null ? failed : failed.getCause());
        }
    }
}
