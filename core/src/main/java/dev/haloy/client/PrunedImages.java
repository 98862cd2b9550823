package dev.haloy.client;

import java.util.List;

/**
 * Which images of an app a server removes, or would remove.
 *
 * @param keep how many of the newest stay
 * @param applied whether they were removed
 * @param running the deployments that run; their images stay in any case
 * @param tags the images that go, the newest first
 */
public record PrunedImages(int keep, boolean applied, List<DeploymentId> running, List<Tag> tags) {
    /** Makes private copies. */
    public PrunedImages {
        running = List.copyOf(running);
        tags = List.copyOf(tags);
    }

    /**
     * An image.
     *
     * @param name repository and tag
     * @param deploymentId the deployment it was of
     */
    public record Tag(String name, DeploymentId deploymentId) {}
}
