package dev.haloy.testkit;

import dev.haloy.embedded.AppScript;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.resolve.ResolvedTarget;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Where one rehearsed run takes place: its servers, and what its targets are there. Faults and starting states are written with
 * it. Belongs to one run.
 */
public final class Scene {
    private final HaloyServers servers;
    private final Map<String, ResolvedTarget> targets;
    private final Map<String, EmbeddedHaloyd> servedBy = new LinkedHashMap<>();
    private final RandomGenerator random;

    Scene(HaloyServers servers, Map<String, ResolvedTarget> targets, RandomGenerator random) {
        this.servers = servers;
        this.targets = targets;
        this.random = random;
        targets.values().forEach(target -> servedBy.put(target.key(), servers.at(target.server())));
    }

    /** The servers, their time and the hooks. */
    public HaloyServers servers() {
        return servers;
    }

    /** What is deployed, in declared order. */
    public Collection<ResolvedTarget> targets() {
        return targets.values();
    }

    /**
     * A target.
     *
     * @throws NoSuchElementException if it is not rehearsed; the message names those that are
     */
    public ResolvedTarget target(String key) {
        ResolvedTarget target = targets.get(key);
        if (target == null) {
            throw new NoSuchElementException(
                    "target '" + key + "' is not part of this rehearsal; there are " + targets.keySet());
        }
        return target;
    }

    /** The server of a target. */
    public EmbeddedHaloyd serverOf(String target) {
        return Objects.requireNonNull(servedBy.get(target(target).key()));
    }

    /** The app of a target on its server, to be scripted. */
    public AppScript appOf(String target) {
        return serverOf(target).app(target(target).name());
    }

    /** Chance, the same for the same seed. */
    public RandomGenerator random() {
        return random;
    }

    /** Does something this much after the beginning of the run. */
    public void after(Duration delay, Runnable action) {
        servers.time().after(delay, action);
    }

    /** How many containers do a target's work now. */
    int working(ResolvedTarget target) {
        return serverOf(target.key()).working(target.name());
    }
}
