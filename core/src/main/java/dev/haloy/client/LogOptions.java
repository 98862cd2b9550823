package dev.haloy.client;

import java.util.Optional;

/**
 * Which lines of which containers of an app.
 *
 * @param tail how many of the last lines of each container, at least 1
 * @param container only the container whose id begins so
 * @param allContainers every running container; without this and {@code container}, the newest one
 */
public record LogOptions(int tail, Optional<String> container, boolean allContainers) {
    private static final int USUAL_TAIL = 100;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if there are no lines to show, or one container and all of them are asked for
     */
    public LogOptions {
        if (tail < 1) {
            throw new IllegalArgumentException("servers show the last line or more, not " + tail);
        }
        if (allContainers && container.isPresent()) {
            throw new IllegalArgumentException("one container and all containers exclude each other");
        }
    }

    /** The last hundred lines of the newest container. */
    public static LogOptions ofDefaults() {
        return lastLines(USUAL_TAIL);
    }

    /** That many of the last lines of the newest container. */
    public static LogOptions lastLines(int tail) {
        return new LogOptions(tail, Optional.empty(), false);
    }

    /** The same of every running container. */
    public LogOptions ofAllContainers() {
        return new LogOptions(tail, Optional.empty(), true);
    }

    /** The same of the container whose id begins so. */
    public LogOptions ofContainer(String id) {
        return new LogOptions(tail, Optional.of(id), false);
    }
}
