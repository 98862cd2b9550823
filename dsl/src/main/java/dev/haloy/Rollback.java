package dev.haloy;

import dev.haloy.config.ConfigException;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.world.World;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Going back to an earlier version of some targets. Immutable; each call goes back anew.
 *
 * <p>The version comes back with the settings it had, stored by its server; secrets and variables that these settings refer to are
 * read as they are today. It is checked by the same rules as a file, it runs under a new deployment id, and it is followed and judged
 * like a deployment. Hooks are not run. What keeps a target from going back is found out before
 * anything is sent, and then, unless the policy says to keep going, nothing is sent for the others either.
 */
public final class Rollback {
    private final World world;
    private final Supplier<CompletableFuture<DeployResult>> start;

    Rollback(World world, Supplier<CompletableFuture<DeployResult>> start) {
        this.world = world;
        this.start = start;
    }

    /**
     * Goes back and returns when each server has confirmed it.
     *
     * @return one confirmed result per target
     * @throws DeploymentFailedException if any target did not come back; carries all results
     * @throws ConfigException if the configuration of today has problems; nothing was sent to any server
     */
    public DeployResult run() {
        DeployResult result = tryRun();
        if (!result.isDone()) {
            throw new DeploymentFailedException(result);
        }
        return result;
    }

    /** Goes back and returns one outcome per target, good or bad. */
    public DeployResult tryRun() {
        return world.await(runAsync());
    }

    /** Goes back without waiting. Cancelling the future is like cancelling {@link Selection#deployAsync()}. */
    public CompletableFuture<DeployResult> runAsync() {
        return start.get();
    }
}
