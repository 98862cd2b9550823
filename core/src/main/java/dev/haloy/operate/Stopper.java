package dev.haloy.operate;

import dev.haloy.client.Tokens;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stops apps. A server answers before it has done anything, so it is asked for the status until that shows what was asked for.
 * What goes wrong with one target hides nothing about the others.
 */
public final class Stopper {
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
        Asking asking = Asking.in(world);
        return asking.all(
                Door.ToTarget.of(targets, tokens),
                (client, door) -> new Stopping(world, asking, client, door, options).begin(),
                (door, result) -> result,
                (door, failure) -> Stopping.result(door.target(), StopResult.End.FAILED, Asking.problem(failure)));
    }
}
