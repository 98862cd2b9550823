package dev.haloy.embedded;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.Domain;
import java.util.List;

/**
 * A container as {@code docker ps --all} would show it.
 *
 * @param state {@code created}, {@code running}, {@code restarting} or {@code exited}
 * @param image the reference that was asked for, before haloyd tagged it
 * @param domains canonical names
 */
public record ContainerView(
        String id, String name, String deploymentId, String state, String image, List<String> domains) {
    static ContainerView of(Container container) {
        return new ContainerView(
                container.id(),
                container.spec().name(),
                container.spec().deploymentId(),
                container.state().word(),
                container.spec().source(),
                container.spec().domains().stream().map(Domain::name).toList());
    }
}
