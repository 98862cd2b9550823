package dev.haloy.deploy;

import dev.haloy.client.ServerDirectory;
import dev.haloy.world.World;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Placeholder: the real one is being written elsewhere. */
public final class Deployer {
    /** Where and how. */
    public Deployer(World world, ServerDirectory servers, DeployPolicy policy, Consumer<DeployEvent> listener) {}

    /** What. */
    public CompletableFuture<DeployResult> deploy(DeployRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Looks. */
    public CompletableFuture<Plan> plan(DeployRequest request) {
        throw new UnsupportedOperationException();
    }
}
