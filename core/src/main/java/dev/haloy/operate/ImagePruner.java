package dev.haloy.operate;

import dev.haloy.client.PrunedImages;
import dev.haloy.client.Tokens;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Removes old images of apps from servers. What goes wrong with one target hides nothing about the others. */
public final class ImagePruner {
    /** Servers take up to two minutes. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(150);

    private final World world;
    private final Tokens tokens;

    /** Works in this World, with these tokens. */
    public ImagePruner(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /**
     * Asks for all targets in parallel; answers in the given order.
     *
     * @param keep how many of the newest images stay; as many as each target's history says by default
     * @param apply whether they are removed; else the servers only say which they would remove
     */
    public CompletableFuture<List<PruneResult>> prune(List<ReadyTarget> targets, OptionalInt keep, boolean apply) {
        Asking asking = Asking.in(world, CALL_TIMEOUT);
        return asking.all(
                Door.ToTarget.of(targets, tokens),
                (client, door) -> asking.read(
                        door, () -> client.pruneImages(door.target().name(), keep(door.target(), keep), apply)),
                (door, images) -> result(door.target(), keep, Optional.of(images), Optional.empty()),
                (door, failure) -> result(door.target(), keep, Optional.empty(), Asking.problem(failure)));
    }

    private static PruneResult result(
            ResolvedTarget target, OptionalInt keep, Optional<PrunedImages> images, Optional<String> problem) {
        return new PruneResult(target.key(), target.name(), target.server().key(), keep(target, keep), images, problem);
    }

    /** A history without a count keeps one image where old ones can be had from a registry, else six. */
    private static int keep(ResolvedTarget target, OptionalInt keep) {
        ResolvedTarget.History history = target.image().history();
        return keep.orElseGet(() -> switch (history.strategy()) {
            case "none" -> 0;
            case "registry" -> history.count().orElse(1);
            default -> history.count().orElse(6);
        });
    }
}
