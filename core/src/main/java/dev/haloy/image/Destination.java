package dev.haloy.image;

import dev.haloy.client.ImageRoutes;
import dev.haloy.client.ServerClient;
import java.util.Set;

/**
 * A server that an image is sent to.
 *
 * @param client speaks to it
 * @param capabilities what it says it can do; one that takes no layers gets the whole archive
 */
public record Destination(ServerClient client, Set<String> capabilities) {
    /** Makes private copies. */
    public Destination {
        capabilities = Set.copyOf(capabilities);
    }

    String server() {
        return client.server().key();
    }

    boolean takesLayers() {
        return capabilities.contains(ImageRoutes.LAYER_UPLOAD);
    }

    boolean tellsItsSpace() {
        return capabilities.contains(ImageRoutes.DISK_PREFLIGHT);
    }
}
