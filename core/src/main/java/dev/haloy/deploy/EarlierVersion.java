package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import java.util.Optional;

/**
 * Which earlier version to go back to.
 *
 * @param id the deployment; empty for the newest one before what runs now, leaving out those that are known to have failed
 */
public record EarlierVersion(Optional<DeploymentId> id) {
    /** The newest one before what runs now. */
    public static EarlierVersion previous() {
        return new EarlierVersion(Optional.empty());
    }

    /** This one. */
    public static EarlierVersion of(DeploymentId id) {
        return new EarlierVersion(Optional.of(id));
    }

    /** The id, or {@code the previous version}. */
    @Override
    public String toString() {
        return id.map(DeploymentId::value).orElse("the previous version");
    }
}
