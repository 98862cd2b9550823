package dev.haloy.operate;

import java.time.Duration;
import java.util.Objects;

/**
 * How to stop.
 *
 * @param removeContainers whether the containers are removed as well; what they wrote outside of volumes is lost then
 * @param removeVolumes whether the app's volumes are removed as well, with everything in them
 * @param patience how long to wait until the server shows that it is done
 */
public record StopOptions(boolean removeContainers, boolean removeVolumes, Duration patience) {
    /** A server gives every container 20 s to end, several in turn if there are many. */
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(3);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if volumes shall go and containers stay, or if there is no patience at all
     */
    public StopOptions {
        Objects.requireNonNull(patience);
        if (removeVolumes && !removeContainers) {
            throw new IllegalArgumentException(
                    "volumes can be removed only together with the containers that use them");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("the patience must be positive");
        }
    }

    /** Containers and volumes stay; three minutes of patience. */
    public static StopOptions keepingEverything() {
        return new StopOptions(false, false, USUAL_PATIENCE);
    }

    /** Containers are removed, volumes stay; three minutes of patience. */
    public static StopOptions removingContainers() {
        return new StopOptions(true, false, USUAL_PATIENCE);
    }

    /** Containers and volumes are removed; three minutes of patience. */
    public static StopOptions removingVolumes() {
        return new StopOptions(true, true, USUAL_PATIENCE);
    }

    /** The same with this much patience. */
    public StopOptions withPatience(Duration changed) {
        return new StopOptions(removeContainers, removeVolumes, changed);
    }
}
