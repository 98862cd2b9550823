package dev.haloy.operate;

import dev.haloy.client.ServerClient;
import dev.haloy.client.Tokens;
import dev.haloy.error.HaloyException;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Stops apps. A server answers before it has done anything, so it is asked for the status until that shows what was asked for.
 * What goes wrong with one target hides nothing about the others.
 */
public final class Stopper {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final World world;
    private final Tokens tokens;

    /** Works in this World, with these tokens. */
    public Stopper(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /**
     * Stops all targets at the same time; answers in the given order when each is stopped, has failed or patience is at its end.
     * Cancelling ends the waiting; what servers have accepted goes on there.
     */
    public CompletableFuture<List<StopResult>> stop(List<ReadyTarget> targets, StopOptions options) {
        return InOrder.all(
                world, targets.stream().map(target -> stop(target, options)).toList());
    }

    private CompletableFuture<StopResult> stop(ReadyTarget ready, StopOptions options) {
        try {
            ServerClient client = new ServerClient(world, ready.target().server(), tokens.token(ready), CALL_TIMEOUT);
            return new Stopping(world, client, ready.target(), options).begin();
        } catch (HaloyException e) {
            String why = String.valueOf(e.getMessage());
            return CompletableFuture.completedFuture(
                    Stopping.result(ready.target(), StopResult.End.FAILED, Optional.of(why)));
        }
    }
}
