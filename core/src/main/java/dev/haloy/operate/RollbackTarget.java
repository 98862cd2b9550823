package dev.haloy.operate;

import dev.haloy.client.DeploymentId;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of an app that its server has kept.
 *
 * @param id the deployment
 * @param image the image its containers ran from; empty for what runs now, of which servers do not say it
 * @param deployedAt when it was deployed, by the clock of whoever did it
 * @param isRunning whether it is what runs now
 * @param obstacle why it cannot be gone back to; empty if it can
 * @param warning what speaks against it: a run of ours saw it fail
 */
public record RollbackTarget(
        DeploymentId id,
        Optional<String> image,
        Optional<Instant> deployedAt,
        boolean isRunning,
        Optional<String> obstacle,
        Optional<String> warning) {
    /** Whether nothing is known to stand in the way of going back to it. */
    public boolean isPossible() {
        return obstacle.isEmpty();
    }

    /** Id, image and what there is to say about it. */
    @Override
    public String toString() {
        return id
                + image.map(name -> "  " + name).orElse("")
                + obstacle.or(() -> warning).map(text -> "  (" + text + ")").orElse("");
    }
}
