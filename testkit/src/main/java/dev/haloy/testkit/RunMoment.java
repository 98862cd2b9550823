package dev.haloy.testkit;

import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rehearsed run at one moment, as the servers know it and not as anybody was told. A {@link Property} looks at it whenever
 * something has changed; keep no reference to it.
 *
 * <p>What is healthy is counted in containers that do their app's work: they are up and, if the app has domains, its visitors are
 * sent to them. Counted is what was there at the beginning and is still wanted: a target on which nothing ran is no loss.
 */
public final class RunMoment {
    private final Scene scene;
    private final Map<String, Integer> before = new LinkedHashMap<>();
    private final Set<String> updating = new LinkedHashSet<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Instant began;

    /** The beginning. */
    RunMoment(Scene scene) {
        this.scene = scene;
        this.began = scene.servers().time().instant();
        for (ResolvedTarget target : scene.targets()) {
            before.put(target.key(), Math.min(target.replicas(), scene.working(target)));
        }
    }

    void started(String target) {
        updating.add(target);
    }

    void finished(String target, Outcome outcome) {
        updating.remove(target);
        outcomes.put(target, outcome);
    }

    /** Time since the run began. */
    public Duration elapsed() {
        return Duration.between(began, scene.servers().time().instant());
    }

    /** How much of what worked at the beginning works now: from 0 to 1, which it is too if nothing ran then. */
    public double healthyFraction() {
        int all = replicasBefore();
        return all == 0 ? 1 : (double) (all - replicasDown()) / all;
    }

    /**
     * The same of one target.
     *
     * @throws java.util.NoSuchElementException if it is not rehearsed
     */
    public double healthyFraction(String target) {
        int down = down(scene.target(target));
        int all = before.getOrDefault(target, 0);
        return all == 0 ? 1 : (double) (all - down) / all;
    }

    /** How many of the containers that worked at the beginning are not made up for now. */
    public int replicasDown() {
        int down = 0;
        for (ResolvedTarget target : scene.targets()) {
            down += down(target);
        }
        return down;
    }

    private int down(ResolvedTarget target) {
        int all = before.getOrDefault(target.key(), 0);
        return all == 0 ? 0 : Math.max(0, all - scene.working(target));
    }

    /** How many containers worked at the beginning. */
    int replicasBefore() {
        return before.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Whether a target's turn has come, hooks included, and it has no outcome yet.
     *
     * @throws java.util.NoSuchElementException if it is not rehearsed
     */
    public boolean isUpdating(String target) {
        return updating.contains(scene.target(target).key());
    }

    /** The targets that are being updated, in the order they began. */
    public List<String> updating() {
        return List.copyOf(updating);
    }

    /** What became of a target; empty as long as it has no outcome. */
    public Optional<Outcome> outcome(String target) {
        return Optional.ofNullable(outcomes.get(scene.target(target).key()));
    }

    /** Its targets and their servers, for conditions that need more. */
    public Scene scene() {
        return scene;
    }
}
