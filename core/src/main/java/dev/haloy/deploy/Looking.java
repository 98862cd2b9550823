package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.Calls;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.PastDeployment;
import dev.haloy.client.ServerReader;
import dev.haloy.resolve.Snapshot;
import dev.haloy.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks what a run must know before anything is sent. What it works with cannot change a server: it is all that a plan is given.
 */
final class Looking implements Runner.Starter {
    private final World world;
    private final Map<String, ServerReader> readers;
    private final Calls calls;
    private final Supplier<CompletableFuture<String>> docker;
    private final Mask mask;

    /**
     * Looks by these means.
     *
     * @param readers one per server
     * @param docker asks the Docker engine of this machine for its version
     */
    Looking(
            World world,
            Map<String, ServerReader> readers,
            Calls calls,
            Supplier<CompletableFuture<String>> docker,
            Mask mask) {
        this.world = world;
        this.readers = readers;
        this.calls = calls;
        this.docker = docker;
        this.mask = mask;
    }

    @Override
    public Runnable start(Activity activity, RunState state, Reporter reporter) {
        if (activity instanceof Activity.Look look) {
            return start(look, state, reporter::finish);
        }
        throw new IllegalStateException("whoever only looks cannot do this: " + activity);
    }

    /** Looks, and tells what was found out. */
    Runnable start(Activity.Look look, RunState state, Consumer<Fact> found) {
        if (look instanceof Activity.ReadVersion version) {
            return readVersion(version.server(), found);
        } else if (look instanceof Activity.ReadStatus status) {
            return readStatus(state.target(status.target()).orElseThrow(), found);
        } else if (look instanceof Activity.ReadHistory history) {
            return readHistory(state.target(history.target()).orElseThrow(), found);
        }
        return end(
                docker.get(),
                version -> new Fact.DockerAsked(now(), Optional.empty()),
                reason -> new Fact.DockerAsked(now(), Optional.of(reason)),
                found);
    }

    private Runnable readVersion(String server, Consumer<Fact> found) {
        return end(
                calls.read(server, Optional.empty(), "reading the version of " + server, reader(server)::version),
                version -> new Fact.VersionRead(now(), server, version),
                reason -> new Fact.VersionFailed(now(), server, reason),
                found);
    }

    private Runnable readStatus(TargetState target, Consumer<Fact> found) {
        String key = target.spec.key();
        String app = target.spec.app();
        ServerReader reader = reader(target.spec.server());
        Instant[] askedAt = {now()};
        Supplier<CompletableFuture<Optional<AppStatus>>> read = () -> {
            askedAt[0] = now();
            return reader.status(app);
        };
        return end(
                calls.read(
                        target.spec.server(),
                        Optional.of(RunSpec.TargetSpec.written(key)),
                        "reading the status of " + app,
                        read),
                status -> new Fact.StatusRead(now(), askedAt[0], key, status),
                reason -> new Fact.StatusFailed(now(), askedAt[0], key, reason),
                found);
    }

    private Runnable readHistory(TargetState target, Consumer<Fact> found) {
        String key = target.spec.key();
        String app = target.spec.app();
        ServerReader reader = reader(target.spec.server());
        DeploymentId running = target.before.orElseThrow().deploymentId();
        CompletableFuture<List<PastDeployment>> list = calls.read(
                target.spec.server(),
                Optional.of(RunSpec.TargetSpec.written(key)),
                "reading what " + app + " can go back to",
                () -> reader.history(app));
        CompletableFuture<WayBack.Kept> kept =
                list.thenApplyAsync(past -> kept(past, Chronicle.find(world.runs(), running)), world.blocking());
        end(
                kept,
                all -> new Fact.HistoryRead(now(), key, all),
                reason -> new Fact.HistoryRead(
                        now(),
                        key,
                        new WayBack.Kept(List.of(), Optional.empty(), Optional.empty(), Optional.of(reason))),
                found);
        return () -> list.cancel(true);
    }

    private static WayBack.Kept kept(List<PastDeployment> past, Optional<Chronicle.Entry> running) {
        return new WayBack.Kept(
                past.stream().map(PastDeployment::id).toList(),
                running.flatMap(Chronicle.Entry::settings).flatMap(all -> all.get(Snapshot.HISTORY)),
                running.flatMap(Chronicle.Entry::imageInRegistry),
                Optional.empty());
    }

    private <T> Runnable end(
            CompletableFuture<T> call, Function<T, Fact> done, Function<String, Fact> failed, Consumer<Fact> found) {
        call.handleAsync(
                (value, failure) -> {
                    found.accept(failure == null ? done.apply(value) : failed.apply(reason(failure)));
                    return null;
                },
                world.loop());
        return () -> call.cancel(true);
    }

    private ServerReader reader(String server) {
        return Objects.requireNonNull(readers.get(server), server);
    }

    private String reason(Throwable failure) {
        return mask.redact(String.valueOf(Calls.cause(failure).getMessage()));
    }

    private Instant now() {
        return world.clock().instant();
    }
}
