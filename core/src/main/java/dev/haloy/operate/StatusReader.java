package dev.haloy.operate;

import dev.haloy.client.AppStatus;
import dev.haloy.client.ServerClient;
import dev.haloy.client.Tokens;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks servers what they run. Changes nothing; a server that cannot be asked does not hide the others' answers. */
public final class StatusReader {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final World world;
    private final Tokens tokens;

    /** Reads in this World, with these tokens. */
    public StatusReader(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /** Asks the servers of all targets in parallel, once each; answers in the given order. */
    public CompletableFuture<List<TargetStatus>> read(List<ReadyTarget> targets) {
        return InOrder.all(world, targets.stream().map(this::read).toList());
    }

    private CompletableFuture<TargetStatus> read(ReadyTarget ready) {
        ResolvedTarget target = ready.target();
        try {
            ServerClient client = new ServerClient(world, target.server(), tokens.token(ready), CALL_TIMEOUT);
            return client.status(target.name())
                    .handleAsync(
                            (status, failure) -> failure == null ? answered(target, status) : silent(target, failure),
                            world.loop());
        } catch (HaloyException e) {
            return CompletableFuture.completedFuture(silent(target, e));
        }
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
                Optional.of(String.valueOf(InOrder.cause(failure).getMessage())));
    }
}
