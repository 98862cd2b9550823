package dev.haloy.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says about its work. The only entries that decide anything are the ends of deployments.
 *
 * @param level {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message prose; never decide by it
 * @param timestamp by the server's clock
 * @param deploymentId the deployment it belongs to
 * @param appName the app, where the server names it
 * @param domains domains it is about
 * @param fields details
 * @param end whether it ends a deployment, and how
 * @param daemonStarted whether the daemon has just started
 */
public record LogEntry(
        String level,
        String message,
        Optional<Instant> timestamp,
        Optional<DeploymentId> deploymentId,
        Optional<String> appName,
        List<String> domains,
        Map<String, String> fields,
        End end,
        boolean daemonStarted) {

    /** Whether and how an entry ends a deployment. */
    public enum End {
        /** It does not. */
        NONE,
        /** The deployment succeeded, the server thinks. */
        SUCCESS,
        /** The deployment failed. */
        FAILURE
    }

    /** A detail, or empty. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
