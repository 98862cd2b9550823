package dev.haloy.deploy;

import dev.haloy.embedded.VirtualTime;
import dev.haloy.world.ProcessRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Programs that never run: each ends as scripted, in virtual time, and what was started is remembered. */
final class ScriptedProcesses implements ProcessRunner {
    private final VirtualTime time;
    private final Map<String, Integer> failing = new LinkedHashMap<>();
    private final Map<String, Duration> lasting = new LinkedHashMap<>();
    private final Map<String, String> printing = new LinkedHashMap<>();
    final List<Command> started = new ArrayList<>();
    final List<String> killed = new ArrayList<>();

    ScriptedProcesses(VirtualTime time) {
        this.time = time;
    }

    ScriptedProcesses fail(String command, int status) {
        failing.put(command, status);
        return this;
    }

    ScriptedProcesses last(String command, Duration duration) {
        lasting.put(command, duration);
        return this;
    }

    ScriptedProcesses print(String command, String line) {
        printing.put(command, line);
        return this;
    }

    List<String> commands() {
        return started.stream().map(ScriptedProcesses::text).toList();
    }

    private static String text(Command command) {
        return command.arguments().get(command.arguments().size() - 1);
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        started.add(command);
        String text = text(command);
        CompletableFuture<Integer> exit = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                boolean cancelled = super.cancel(mayInterruptIfRunning);
                if (cancelled) {
                    killed.add(text);
                }
                return cancelled;
            }
        };
        if (printing.containsKey(text)) {
            output.line(false, printing.get(text));
        }
        time.after(
                lasting.getOrDefault(text, Duration.ofMillis(10)), () -> exit.complete(failing.getOrDefault(text, 0)));
        return exit;
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        started.add(command);
        return CompletableFuture.completedFuture(new Finished(1, "", "no such program in this test"));
    }
}
