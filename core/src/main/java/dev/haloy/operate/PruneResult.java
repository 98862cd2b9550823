package dev.haloy.operate;

import dev.haloy.client.PrunedImages;
import java.util.Optional;

/**
 * Which old images of one target's app go, or would go.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param keep how many of the newest stay
 * @param images what the server says
 * @param problem why it does not say; some images may be gone if they were to be removed
 */
public record PruneResult(
        String target, String app, String server, int keep, Optional<PrunedImages> images, Optional<String> problem) {
    /** Target, server and number of images in a line. */
    @Override
    public String toString() {
        return target + " (" + server + ")  "
                + problem.orElseGet(() -> images.map(each ->
                                each.tags().size() + (each.applied() ? " images removed" : " images would be removed"))
                        .orElse(""));
    }
}
