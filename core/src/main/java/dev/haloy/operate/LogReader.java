package dev.haloy.operate;

import dev.haloy.client.ContainerLine;
import dev.haloy.client.ContainerLogStream;
import dev.haloy.client.LogOptions;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.ServerVersion;
import dev.haloy.client.Tokens;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads what containers print. What goes wrong with one target hides nothing about the others. */
public final class LogReader {
    private final World world;
    private final Tokens tokens;

    /** Reads in this World, with these tokens. */
    public LogReader(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /** What there is now, of all targets in parallel; answers in the given order. */
    public CompletableFuture<List<TargetLog>> read(List<ReadyTarget> targets, LogOptions options) {
        Asking asking = Asking.in(world);
        return asking.all(
                Door.ToTarget.of(targets, tokens),
                (client, door) -> read(asking, client, door, options),
                (door, log) -> log,
                (door, failure) -> log(door.target(), List.of(), Asking.problem(failure)));
    }

    private CompletableFuture<TargetLog> read(
            Asking asking, ServerClient client, Door.ToTarget door, LogOptions options) {
        CompletableFuture<TargetLog> promise = new CompletableFuture<>();
        CompletableFuture<ServerVersion> version = asking.read(door, client::version);
        version.whenCompleteAsync(
                (known, failure) -> {
                    if (failure != null) {
                        promise.completeExceptionally(failure);
                    } else if (known.dialect().knowsLogsWithoutFollowing()) {
                        asking.turn(door, () -> collect(client, door.target(), options, promise));
                    } else {
                        String why = "this version of haloyd can only be followed, from beta 69 on it can be read";
                        promise.complete(log(door.target(), List.of(), Optional.of(why)));
                    }
                },
                world.loop());
        Asking.cancelWith(promise, version);
        return promise;
    }

    private static void collect(
            ServerClient client, ResolvedTarget target, LogOptions options, CompletableFuture<TargetLog> promise) {
        List<ContainerLine> lines = new ArrayList<>();
        ContainerLogStream stream =
                client.containerLogs(target.name(), options, false, new ContainerLogStream.Listener() {
                    @Override
                    public void opened() {
                        // The lines say enough.
                    }

                    @Override
                    public void line(ContainerLine line) {
                        lines.add(line);
                    }

                    @Override
                    public void ended(Optional<ServerException> failure) {
                        promise.complete(log(target, lines, failure.map(Throwable::getMessage)));
                    }
                });
        promise.whenComplete((log, failure) -> {
            if (promise.isCancelled()) {
                stream.close();
            }
        });
    }

    private static TargetLog log(ResolvedTarget target, List<ContainerLine> lines, Optional<String> problem) {
        return new TargetLog(target.key(), target.name(), target.server().key(), lines, problem);
    }

    /**
     * Follows all targets until the following is closed. Broken streams are opened again, without repeating lines; so are those of
     * containers that were replaced by a new deployment. A target without any running container for a minute is given up.
     */
    public LogFollowing follow(List<ReadyTarget> targets, LogOptions options, LogListener listener) {
        Map<String, LogTail> tails = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        CompletableFuture<List<String>> end = world.newFuture();
        Asking asking = Asking.in(world);
        for (Door.ToTarget door : Door.ToTarget.of(targets, tokens)) {
            String key = door.target().key();
            try {
                tails.put(key, new LogTail(world, asking, asking.client(door), door, options, listener));
            } catch (HaloyException e) {
                failed.add(key);
                world.loop().execute(() -> listener.ended(key, Asking.problem(e)));
            }
        }
        List<LogTail> all = List.copyOf(tails.values());
        CompletableFuture.allOf(all.stream().map(LogTail::end).toArray(CompletableFuture<?>[]::new))
                .thenRunAsync(() -> end.complete(failed(failed, tails)), world.loop());
        all.forEach(tail -> world.loop().execute(tail::connect));
        return new LogFollowing(end, () -> world.loop().execute(() -> all.forEach(LogTail::close)));
    }

    private static List<String> failed(List<String> unasked, Map<String, LogTail> tails) {
        List<String> failed = new ArrayList<>(unasked);
        tails.forEach((key, tail) -> {
            if (!tail.end().join()) {
                failed.add(key);
            }
        });
        return List.copyOf(failed);
    }
}
