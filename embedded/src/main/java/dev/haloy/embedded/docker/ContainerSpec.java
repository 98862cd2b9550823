package dev.haloy.embedded.docker;

import dev.haloy.embedded.script.Behaviour;
import java.util.List;

/**
 * What a container is created from: its labels, and how it will behave.
 *
 * @param image the reference it runs from
 * @param source the reference that was asked for, before haloyd tagged it
 * @param replica from 1
 */
public record ContainerSpec(
        String name,
        String app,
        String deploymentId,
        String port,
        String healthPath,
        int minReadySeconds,
        List<Domain> domains,
        String network,
        String image,
        String source,
        int replica,
        Behaviour behaviour) {
    /** Whether haloyd can read its labels. */
    public boolean hasReadableLabels() {
        return !port.isEmpty();
    }

    /** Whether haloyd checks its health and routes to it. */
    public boolean isRoutable() {
        return !domains.isEmpty() && network.equals("haloy");
    }
}
