package dev.haloy.operate;

import dev.haloy.client.AppStatus;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.operate.StopResult.End;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One app on its way to a halt. Everything happens on the World's loop. */
final class Stopping {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final Set<String> AT_REST = Set.of("exited", "created", "dead");

    private final World world;
    private final Asking asking;
    private final ServerClient client;
    private final Door.ToTarget door;
    private final ResolvedTarget target;
    private final StopOptions options;
    private final Instant deadline;
    private final CompletableFuture<StopResult> promise = new CompletableFuture<>();
    private int attempts;
    private String lastSeen = "the server has not said what it runs";

    Stopping(World world, Asking asking, ServerClient client, Door.ToTarget door, StopOptions options) {
        this.world = world;
        this.asking = asking;
        this.client = client;
        this.door = door;
        this.target = door.target();
        this.options = options;
        this.deadline = world.clock().instant().plus(options.patience());
    }

    CompletableFuture<StopResult> begin() {
        ask();
        return promise;
    }

    static StopResult result(ResolvedTarget target, End end, Optional<String> problem) {
        return new StopResult(target.key(), target.name(), target.server().key(), end, problem);
    }

    private void ask() {
        attempts++;
        asking.once(door, () -> client.stop(target.name(), options.removeContainers(), options.removeVolumes()))
                .handleAsync(
                        (status, failure) -> {
                            answered(Optional.ofNullable(failure).map(InOrder::cause));
                            return null;
                        },
                        world.loop());
    }

    private void answered(Optional<Throwable> failure) {
        if (failure.isEmpty()) {
            look();
        } else if (!(failure.get() instanceof ServerException trouble)) {
            end(End.FAILED, String.valueOf(failure.get()));
        } else if (trouble.trouble().isPassing() && attempts < ATTEMPTS && !isLate()) {
            later(this::ask);
        } else if (trouble.trouble().isNotExecuted()) {
            end(End.FAILED, String.valueOf(trouble.getMessage()));
        } else {
            // Perhaps it was heard, and only the answer is missing.
            look();
        }
    }

    private void look() {
        asking.once(door, () -> client.status(target.name()))
                .handleAsync(
                        (status, failure) -> {
                            if (failure == null) {
                                saw(status);
                            } else {
                                lastSeen = String.valueOf(InOrder.cause(failure).getMessage());
                                lookAgain();
                            }
                            return null;
                        },
                        world.loop());
    }

    private void saw(Optional<AppStatus> status) {
        if (status.isEmpty()) {
            promise.complete(result(target, End.REMOVED, Optional.empty()));
        } else if (!options.removeContainers() && AT_REST.contains(status.get().state())) {
            promise.complete(result(target, End.STOPPED, Optional.empty()));
        } else {
            lastSeen = "its containers are still " + status.get().state();
            lookAgain();
        }
    }

    private void lookAgain() {
        if (isLate()) {
            String after = "after " + options.patience().toSeconds() + " s ";
            end(End.UNKNOWN, after + lastSeen + "; the server may still be at it");
        } else {
            later(this::look);
        }
    }

    private boolean isLate() {
        return !world.clock().instant().plus(PAUSE).isBefore(deadline);
    }

    private void later(Runnable next) {
        Runnable unlessLeft = () -> {
            if (!promise.isDone()) {
                next.run();
            }
        };
        world.loop().schedule(unlessLeft, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void end(End end, String problem) {
        promise.complete(result(target, end, Optional.of(problem)));
    }
}
