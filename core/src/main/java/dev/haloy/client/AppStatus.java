package dev.haloy.client;

import java.util.List;

/**
 * What a server says about an app: its newest deployment, whatever state its containers are in.
 *
 * @param state Docker's word for the containers, such as {@code running} or {@code restarting}
 * @param deploymentId the newest deployment that has containers
 * @param containerIds its containers
 * @param domains the domains that lead to it, each once
 */
public record AppStatus(String state, DeploymentId deploymentId, List<String> containerIds, List<String> domains) {
    /** Makes private copies. */
    public AppStatus {
        containerIds = List.copyOf(containerIds);
        domains = List.copyOf(domains);
    }
}
