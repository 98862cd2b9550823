package dev.haloy.testkit;

import dev.haloy.embedded.ContainerView;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.RunningVersion;
import java.util.List;
import java.util.stream.Stream;

/**
 * A version of an app that a server really has, whatever anybody was told about it.
 *
 * @param id its deployment
 * @param tag the tag of its image; {@code latest} if the reference has none, the id if nobody knows the image
 */
record Version(String id, String tag) {
    /** What visitors of the app reach; of an app without domains, which has no visitors, the newest that runs. */
    static List<Version> serving(EmbeddedHaloyd server, String app) {
        List<ContainerView> containers = server.containers(app);
        boolean hasDomains =
                containers.stream().anyMatch(container -> !container.domains().isEmpty());
        List<String> ids = hasDomains
                ? server.serving(app)
                : server.running(app).map(RunningVersion::deploymentId).stream().toList();
        return ids.stream().flatMap(id -> named(id, containers)).toList();
    }

    private static Stream<Version> named(String id, List<ContainerView> containers) {
        return containers.stream()
                .filter(container -> container.deploymentId().equals(id))
                .map(container -> new Version(id, tag(container.image())))
                .limit(1);
    }

    /** The tag of an image reference; a colon before the last slash belongs to a port. */
    static String tag(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int colon = name.lastIndexOf(':');
        return colon < 0 ? "latest" : name.substring(colon + 1);
    }

    /** Whether it goes by this name: its tag or its deployment id. */
    boolean isCalled(String name) {
        return tag.equals(name) || id.equals(name);
    }

    @Override
    public String toString() {
        return tag.equals(id) ? id : tag + " (" + id + ")";
    }
}
