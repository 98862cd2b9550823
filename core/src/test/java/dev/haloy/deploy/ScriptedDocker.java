package dev.haloy.deploy;

import dev.haloy.embedded.VirtualTime;
import dev.haloy.world.ProcessRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A docker program that builds what it is told to have built; any other program is run by somebody else. */
public final class ScriptedDocker implements ProcessRunner {
    private final VirtualTime time;
    private final ProcessRunner others;
    private final Map<String, Integer> failing = new LinkedHashMap<>();
    private final Map<String, String> printing = new LinkedHashMap<>();
    private final Map<String, SavedImage> images = new LinkedHashMap<>();
    private boolean missing;
    final List<Command> started = new ArrayList<>();
    final List<String> inputs = new ArrayList<>();
    final List<Path> folders = new ArrayList<>();
    final List<String> killed = new ArrayList<>();
    int saves;
    private final Map<String, Duration> buildTimes = new LinkedHashMap<>();
    private Duration buildTime = Duration.ofSeconds(3);

    public ScriptedDocker(VirtualTime time, ProcessRunner others) {
        this.time = time;
        this.others = others;
    }

    public ScriptedDocker has(String reference, SavedImage image) {
        images.put(reference, image);
        return this;
    }

    ScriptedDocker isMissing() {
        missing = true;
        return this;
    }

    ScriptedDocker builds(Duration duration) {
        buildTime = duration;
        return this;
    }

    ScriptedDocker builds(String reference, Duration duration) {
        buildTimes.put("build " + reference, duration);
        return this;
    }

    /** Lets a subcommand, or a build of a reference, end with this status after this line on standard error. */
    ScriptedDocker fails(String what, int status, String line) {
        failing.put(what, status);
        printing.put(what, line);
        return this;
    }

    /** Subcommands in order, with the image they are about. */
    public List<String> ran() {
        return started.stream().map(ScriptedDocker::name).toList();
    }

    List<String> arguments(String name) {
        return started.stream()
                .filter(command -> name(command).equals(name))
                .findFirst()
                .orElseThrow()
                .arguments();
    }

    private static String name(Command command) {
        List<String> words = command.arguments();
        return switch (words.get(1)) {
            case "build" -> "build " + words.get(words.indexOf("-t") + 1);
            case "version" -> "version";
            default -> words.get(1) + " " + words.get(words.size() - 1);
        };
    }

    private boolean isDocker(Command command) {
        return command.arguments().get(0).equals("docker");
    }

    private int begin(Command command) throws IOException {
        started.add(command);
        if (missing) {
            throw new IOException("Cannot run program \"docker\": error=2, No such file or directory");
        }
        String folder = command.environment().get("DOCKER_CONFIG");
        if (folder != null) {
            folders.add(Path.of(folder));
        }
        return failing.getOrDefault(
                name(command), failing.getOrDefault(command.arguments().get(1), 0));
    }

    private String said(Command command) {
        return printing.getOrDefault(
                name(command), printing.getOrDefault(command.arguments().get(1), "all is well"));
    }

    @Override
    public CompletableFuture<Integer> run(Command command, OutputListener output) {
        if (!isDocker(command)) {
            return others.run(command, output);
        }
        try {
            int status = begin(command);
            output.line(true, said(command));
            CompletableFuture<Integer> exit = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterruptIfRunning) {
                    boolean cancelled = super.cancel(mayInterruptIfRunning);
                    if (cancelled) {
                        killed.add(name(command));
                    }
                    return cancelled;
                }
            };
            time.after(buildTimes.getOrDefault(name(command), buildTime), () -> exit.complete(status));
            return exit;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, int maxBytes) {
        if (!isDocker(command)) {
            return others.capture(command, maxBytes);
        }
        try {
            int status = begin(command);
            String last = command.arguments().get(command.arguments().size() - 1);
            String output = images.containsKey(last) ? images.get(last).inspected() : "20.10.24";
            return CompletableFuture.completedFuture(
                    new Finished(status, status == 0 ? output : "", status == 0 ? "" : said(command)));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
        inputs.add(new String(input, StandardCharsets.UTF_8));
        return capture(command, maxBytes);
    }

    @Override
    public InputStream open(Command command) throws IOException {
        begin(command);
        saves++;
        return new ByteArrayInputStream(
                images.get(command.arguments().get(command.arguments().size() - 1))
                        .archive());
    }

    /** Whether nothing is left of the folders that logins were in. */
    boolean hasLeftNothing() {
        return !folders.isEmpty() && folders.stream().noneMatch(Files::exists);
    }
}
