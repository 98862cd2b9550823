package dev.haloy.operate;

import dev.haloy.client.DeploymentId;
import java.util.List;
import java.util.Optional;

/**
 * What a server says about one target's app at one moment.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param state Docker's word for the newest deployment's containers; {@code "none"} if there are none
 * @param deploymentId the newest deployment
 * @param containerIds its containers
 * @param domains the domains that lead to it, each once
 * @param problem why the server could not say; then everything else is empty
 */
public record TargetStatus(
        String target,
        String app,
        String server,
        String state,
        Optional<DeploymentId> deploymentId,
        List<String> containerIds,
        List<String> domains,
        Optional<String> problem) {

    /** Whether the server answered and the app's containers are running. */
    public boolean isRunning() {
        return problem.isEmpty() && state.equals("running");
    }

    /** Target, server, state, deployment and number of containers in a line. */
    @Override
    public String toString() {
        return target + " (" + server + ")  "
                + problem.orElseGet(() -> state
                        + deploymentId.map(id -> "  " + id).orElse("")
                        + (containerIds.isEmpty() ? "" : "  x" + containerIds.size())
                        + (domains.isEmpty() ? "" : "  " + String.join(", ", domains)));
    }
}
