package dev.haloy.operate;

import dev.haloy.client.AppStatus;
import dev.haloy.client.Tokens;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks servers what they run. Changes nothing; a server that cannot be asked does not hide the others' answers. */
public final class StatusReader {
    private final World world;
    private final Tokens tokens;

    /** Reads in this World, with these tokens. */
    public StatusReader(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /** Asks the servers of all targets in parallel, once each; answers in the given order. */
    public CompletableFuture<List<TargetStatus>> read(List<ReadyTarget> targets) {
        Asking asking = Asking.in(world);
        return asking.all(
                Door.ToTarget.of(targets, tokens),
                (client, door) ->
                        asking.read(door, () -> client.status(door.target().name())),
                (door, status) -> answered(door.target(), status),
                (door, failure) -> silent(door.target(), failure));
    }

    private static TargetStatus answered(ResolvedTarget target, Optional<AppStatus> status) {
        return new TargetStatus(
                target.key(),
                target.name(),
                target.server().key(),
                status.map(AppStatus::state).orElse("none"),
                status.map(AppStatus::deploymentId),
                status.map(AppStatus::containerIds).orElse(List.of()),
                status.map(AppStatus::domains).orElse(List.of()),
                Optional.empty());
    }

    private static TargetStatus silent(ResolvedTarget target, Throwable failure) {
        return new TargetStatus(
                target.key(),
                target.name(),
                target.server().key(),
                "unknown",
                Optional.empty(),
                List.of(),
                List.of(),
                Asking.problem(failure));
    }
}
