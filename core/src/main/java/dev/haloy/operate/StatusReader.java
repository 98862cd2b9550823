package dev.haloy.operate;

import dev.haloy.client.ServerDirectory;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Placeholder: the real one is being written elsewhere. */
public final class StatusReader {
    /** Where. */
    public StatusReader(World world, ServerDirectory servers) {}

    /** Asks the servers of all targets in parallel; answers in the given order. */
    public CompletableFuture<List<TargetStatus>> read(List<ReadyTarget> targets) {
        throw new UnsupportedOperationException();
    }
}
