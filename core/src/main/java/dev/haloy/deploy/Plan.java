package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.resolve.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is, and what would be: read from the servers without changing them.
 *
 * <p>A plan pins what it saw. {@link #deploy()} does exactly what was shown, and refuses, naming what moved, if a server
 * runs something else by then.
 */
public final class Plan {
    private final List<Step> steps;
    private final List<List<String>> waves;
    private final List<String> gates;
    private final List<String> obstacles;
    private final SavedPlan saved;
    private final Supplier<DeployResult> apply;

    Plan(
            List<Step> steps,
            List<List<String>> waves,
            List<String> gates,
            List<String> obstacles,
            SavedPlan saved,
            Supplier<DeployResult> apply) {
        this.steps = List.copyOf(steps);
        this.waves = List.copyOf(waves);
        this.gates = List.copyOf(gates);
        this.obstacles = List.copyOf(obstacles);
        this.saved = saved;
        this.apply = apply;
    }

    /** One step per target, in declared order. */
    public List<Step> steps() {
        return steps;
    }

    /** The keys of the targets of each wave, in order; one wave if all targets start at once. */
    public List<List<String>> waves() {
        return waves;
    }

    /** The names of what must open between two waves, in order. */
    public List<String> gates() {
        return gates;
    }

    /** Whether any target would run something else afterwards, as far as that can be known; see {@link Changes}. */
    public boolean hasChanges() {
        return steps.stream().anyMatch(step -> !step.changes().isEmpty());
    }

    /** What would keep it from working, such as a server that does not answer. */
    public List<String> obstacles() {
        return obstacles;
    }

    /** The plan in a form that can be written down and applied later. */
    public SavedPlan saved() {
        return saved;
    }

    /**
     * Does what the plan shows.
     *
     * @return one confirmed result per target
     * @throws DeploymentFailedException if any target did not end as deployed
     */
    public DeployResult deploy() {
        DeployResult result = tryDeploy();
        if (!result.isDone()) {
            throw new DeploymentFailedException(result);
        }
        return result;
    }

    /** Does what the plan shows, and returns one outcome per target. */
    public DeployResult tryDeploy() {
        return apply.get();
    }

    /** A block of lines per target. */
    @Override
    public String toString() {
        String text = Stream.concat(steps.stream().map(Step::toString), waveLines().stream())
                .collect(Collectors.joining("\n"));
        return obstacles.isEmpty() ? text : text + "\nCannot be applied as it is:\n  " + String.join("\n  ", obstacles);
    }

    /** A headline, a line per wave and one for the gates between; nothing if there is only one wave. */
    public List<String> waveLines() {
        if (waves.size() < 2) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("in " + waves.size() + " waves:"));
        for (int i = 0; i < waves.size(); i++) {
            lines.add("  " + (i + 1) + "  " + String.join(", ", waves.get(i)));
        }
        if (!gates.isEmpty()) {
            lines.add("  between them: " + String.join(", ", gates));
        }
        return lines;
    }

    /**
     * What would happen to one target.
     *
     * @param target the target's key
     * @param app the app's name
     * @param server the server
     * @param now what runs there now; empty if nothing does or the server did not answer
     * @param image what will run
     * @param replicas how many containers
     * @param strategy {@code rolling} or {@code replace}
     * @param domains the domains it will answer to
     * @param preDeploy commands before
     * @param postDeploy commands after
     * @param delivery how the image is built and gets to the server; empty if the server pulls it by itself
     * @param changes what would be different from now
     * @param back where it could go back to afterwards
     */
    public record Step(
            String target,
            String app,
            String server,
            Optional<Running> now,
            String image,
            int replicas,
            String strategy,
            List<String> domains,
            List<String> preDeploy,
            List<String> postDeploy,
            Optional<String> delivery,
            Changes changes,
            GoingBack back) {
        /** A headline and what is now and then. */
        @Override
        public String toString() {
            return target + ": " + app + " on " + server + "\n  now   "
                    + now.map(Running::toString).orElse("nothing")
                    + "\n  then  " + image + " x " + replicas + ", " + strategy
                    + (domains.isEmpty() ? "" : ", " + String.join(", ", domains))
                    + delivery.map(how -> "\n  image " + how).orElse("")
                    + (now.isPresent() ? "\n  diff  " + changes : "")
                    + "\n  back  " + back;
        }
    }

    /**
     * What a server runs of an app.
     *
     * @param id the newest deployment there
     * @param state Docker's word for its containers
     * @param containers how many
     */
    public record Running(DeploymentId id, String state, int containers) {
        @Override
        public String toString() {
            return id + ", " + state + ", " + containers + (containers == 1 ? " container" : " containers");
        }
    }

    /**
     * What would be different. Servers do not say what they run, so it is held against what our own journal knows of the deployment that
     * runs; what cannot be known counts as a change.
     *
     * @param settings the settings that differ; none if nothing runs there now
     * @param unknown why it may differ all the same
     * @param notCompared settings that are written as before, and whose values are secret: they may be other ones today
     * @param first whether nothing of the app runs there now
     */
    public record Changes(
            List<Snapshot.Difference> settings, List<String> unknown, List<String> notCompared, boolean first) {
        /** Makes private copies. */
        public Changes {
            settings = List.copyOf(settings);
            unknown = List.copyOf(unknown);
            notCompared = List.copyOf(notCompared);
        }

        /** Whether it would run just what runs now, as far as that can be known. */
        public boolean isEmpty() {
            return settings.isEmpty() && unknown.isEmpty() && !first;
        }

        /** A line for each difference, each doubt, and what was not compared. */
        @Override
        public String toString() {
            List<String> lines = new ArrayList<>();
            settings.forEach(setting -> lines.add(setting.toString()));
            lines.addAll(unknown);
            if (isEmpty()) {
                lines.add("nothing");
            }
            if (!notCompared.isEmpty()) {
                lines.add("secret, not compared: " + String.join(", ", notCompared));
            }
            return String.join("\n        ", lines);
        }
    }

    /**
     * What rolling back would mean once the plan is applied.
     *
     * @param to the deployment that would come back; empty if nothing runs now
     * @param image its image, if our own journal knows it
     * @param obstacle why it could not come back; empty if nothing is known to stand in the way
     */
    public record GoingBack(Optional<DeploymentId> to, Optional<String> image, Optional<String> obstacle) {
        /** Where to, or why not. */
        @Override
        public String toString() {
            return obstacle.map(why -> "cannot be rolled back: " + why)
                    .orElseGet(() -> "to "
                            + to.map(DeploymentId::value).orElse("nothing")
                            + image.map(name -> " (" + name + ")").orElse(""));
        }
    }
}
