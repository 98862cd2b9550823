package dev.haloy.image;

import dev.haloy.client.Retries;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends an image to servers without a registry: to all of them at once, to each only the layers it lacks. Want it where an image is
 * built on this machine.
 *
 * <p>The archive is read once for all servers, and only if one of them lacks a layer. Layers wait on this machine's disk until every
 * server that lacks them has them: 256 MiB, or one layer if it is larger, in files that only the owner can read and that have no name.
 * They are sent unpacked, so that any engine's image comes in the same layers. Remembers configurations in the user's cache folder
 * ({@code HALOY_CACHE_DIR}, else {@code XDG_CACHE_HOME}, else {@code ~/.cache}).
 *
 * <p>Trouble that passes is sat out per layer; one server's failure leaves the others alone. Safe for use by many threads.
 */
public final class ImageTransfer {
    /** Long enough for a daemon to restart. */
    private static final Retries RETRIES = new Retries(8, 400, Duration.ofMillis(250), Duration.ofSeconds(10));

    private final World world;
    private final Retries retries;

    /** Repeats what fails on the way up to eight times, which takes about half a minute. */
    public ImageTransfer(World world) {
        this(world, RETRIES);
    }

    /** Repeats what fails on the way as often as said; the budget counts for all servers together. */
    public ImageTransfer(World world, Retries retries) {
        this.world = world;
        this.retries = retries;
    }

    /**
     * Sends an image to servers, each named once. Servers on this machine share its engine and need nothing sent: leave them out, see
     * {@link dev.haloy.config.ServerAddress#isLocal()}.
     *
     * @param image the image
     * @param reference the name it gets on the servers, with a tag
     * @return the result for each server, by its key, in the order given. Completes on the loop. Cancelling it closes all connections and
     *     ends the reading
     */
    public CompletableFuture<Map<String, TransferResult>> transfer(
            ImageSource image, String reference, List<Destination> destinations, TransferListener listener) {
        TransferRun run = new TransferRun(world, retries, image, reference, destinations, listener);
        world.loop().execute(run::begin);
        return run.result();
    }
}
