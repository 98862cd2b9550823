package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.DockerEngine;
import java.util.List;

/**
 * The containers that a request is for: all that run, one by its id or the beginning of it, or the newest.
 *
 * @param status of the answer if none can be chosen, else 0
 */
record ContainerChoice(int status, String trouble, List<Container> containers) {
    static ContainerChoice of(DockerEngine docker, String app, String id, boolean all) {
        if (all && !id.isEmpty()) {
            return none(400, "containerId and allContainers exclude each other");
        }
        List<Container> running = docker.isReachable() ? docker.runningOf(app) : List.of();
        if (running.isEmpty()) {
            return none(404, "no container of this app is running");
        }
        if (all) {
            return new ContainerChoice(0, "", running);
        }
        for (Container container : running) {
            if (container.id().startsWith(id)) {
                return new ContainerChoice(0, "", List.of(container));
            }
        }
        return none(400, "this app has no such container");
    }

    private static ContainerChoice none(int status, String trouble) {
        return new ContainerChoice(status, trouble, List.of());
    }

    boolean isNone() {
        return status != 0;
    }
}
