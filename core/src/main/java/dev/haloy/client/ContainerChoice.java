package dev.haloy.client;

import java.util.Optional;

/**
 * Which running containers of an app.
 *
 * @param container only the container whose id begins so
 * @param allContainers every one; without this and {@code container}, the newest
 */
public record ContainerChoice(Optional<String> container, boolean allContainers) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if one container and all of them are asked for
     */
    public ContainerChoice {
        if (allContainers && container.isPresent()) {
            throw new IllegalArgumentException("one container and all containers exclude each other");
        }
    }

    /** The newest one. */
    public static ContainerChoice newest() {
        return new ContainerChoice(Optional.empty(), false);
    }

    /** Every one. */
    public static ContainerChoice all() {
        return new ContainerChoice(Optional.empty(), true);
    }

    /** The one whose id begins so. */
    public static ContainerChoice of(String id) {
        return new ContainerChoice(Optional.of(id), false);
    }
}
