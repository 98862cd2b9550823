package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.resolve.Snapshot;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the journals of a store say of single deployments. Servers do not say how a deployment ended, nor what it was made from; our own
 * runs do. Only the newest thousand runs are asked.
 */
public final class Chronicle {
    private static final int MOST_RUNS = 1000;

    /** A version that was brought back may itself be one that was brought back. */
    private static final int MOST_RETURNS = 20;

    private final Map<DeploymentId, Entry> entries;

    private Chronicle(Map<DeploymentId, Entry> entries) {
        this.entries = entries;
    }

    /**
     * What is known of one deployment.
     *
     * @param runId the run it belongs to
     * @param target the target's key
     * @param outcome what became of it, if the run got so far
     * @param settings what it was deployed with; empty if the run did not write it down
     * @param imageId the content of its image, if that is known
     * @param digest the image by the digest that its registry gave it, if it was pushed by that run
     * @param earlier the deployment it brought back; empty if it was deployed as configured
     */
    public record Entry(
            String runId,
            String target,
            Optional<Outcome> outcome,
            Optional<Snapshot> settings,
            Optional<String> imageId,
            Optional<String> digest,
            Optional<DeploymentId> earlier) {
        /** Whether it is known that this deployment failed. */
        public boolean isFailed() {
            return outcome.filter(Outcome.Failed.class::isInstance).isPresent();
        }

        /** Whether its server confirmed it. */
        public boolean isDeployed() {
            return outcome.filter(Outcome.Deployed.class::isInstance).isPresent();
        }

        /** The image it runs, as a registry or this machine names it. */
        public Optional<String> image() {
            return settings.flatMap(all -> all.get(Snapshot.IMAGE));
        }

        /** Its image, if a server can pull it: it was not sent to the server itself. */
        public Optional<String> imageInRegistry() {
            boolean sent = settings.flatMap(all -> all.get(Snapshot.PUSH)).equals(Optional.of("server"));
            return sent ? Optional.empty() : image();
        }

        /** Why it cannot be gone back to once its server has no image of it; empty if it can. */
        public static Optional<String> lacking(Optional<Entry> entry) {
            return entry.flatMap(Entry::imageInRegistry).isPresent()
                    ? Optional.empty()
                    : Optional.of(WayBack.UNKNOWN_IMAGE);
        }

        /** Servers name an image that comes back after the deployment it comes from. */
        private Entry broughtBack(Optional<Entry> origin) {
            Optional<Snapshot> named = settings.map(all -> all.withImage(origin.flatMap(Entry::settings)));
            return new Entry(
                    runId,
                    target,
                    outcome,
                    named,
                    origin.flatMap(Entry::imageId),
                    origin.flatMap(Entry::digest),
                    earlier);
        }
    }

    /** Reads journals; those that cannot be read are passed over. */
    public static Chronicle of(RunStore store) {
        Map<DeploymentId, Entry> entries = new LinkedHashMap<>();
        newestFirst(store).forEach(run -> read(store, run, lines -> true).forEach(entries::putIfAbsent));
        return new Chronicle(entries);
    }

    /** Looks for one deployment, the newest run first; reads little more than it must. May block. */
    static Optional<Entry> find(RunStore store, DeploymentId id) {
        return find(store, id, MOST_RETURNS);
    }

    private static Optional<Entry> find(RunStore store, DeploymentId id, int returns) {
        Predicate<List<String>> mentionsIt = lines -> lines.stream()
                .anyMatch(line -> line.contains(id.value()) && line.contains(Fact.PostIntended.class.getSimpleName()));
        Optional<Entry> found = newestFirst(store).stream()
                .map(run -> Optional.ofNullable(read(store, run, mentionsIt).get(id)))
                .flatMap(Optional::stream)
                .findFirst();
        return found.map(entry -> entry.earlier().isEmpty()
                ? entry
                : entry.broughtBack(entry.earlier()
                        .filter(before -> returns > 0)
                        .flatMap(before -> find(store, before, returns - 1))));
    }

    private static List<String> newestFirst(RunStore store) {
        List<String> runs = store.runIds();
        List<String> newest = new ArrayList<>(runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()));
        Collections.reverse(newest);
        return newest;
    }

    private static Map<DeploymentId, Entry> read(RunStore store, String runId, Predicate<List<String>> isWorthIt) {
        try {
            return isWorthIt.test(store.lines(runId))
                    ? entries(RunJournal.read(store, runId, DeployPolicy.ofDefaults()))
                    : Map.of();
        } catch (RuntimeException e) {
            // A journal of another version, or a damaged one: it cannot help.
            return Map.of();
        }
    }

    private static Map<DeploymentId, Entry> entries(RunJournal.Contents contents) {
        Map<DeploymentId, Entry> entries = new LinkedHashMap<>();
        RunState state = Runs.replay(contents);
        Map<String, Fact.Described> described = new LinkedHashMap<>();
        for (Fact fact : contents.facts()) {
            if (fact instanceof Fact.Described says) {
                described.put(says.target(), says);
            } else if (fact instanceof Fact.PostIntended post) {
                state.target(post.target())
                        .ifPresent(target -> entries.put(
                                post.id(), entry(contents, target, Optional.ofNullable(described.get(post.target())))));
            }
        }
        return entries;
    }

    private static Entry entry(RunJournal.Contents contents, TargetState target, Optional<Fact.Described> says) {
        return new Entry(
                contents.spec().runId(),
                target.spec.key(),
                target.outcome,
                says.map(Fact.Described::settings),
                says.flatMap(Fact.Described::imageId),
                says.flatMap(Fact.Described::digest),
                target.earlier());
    }

    /** What is known of a deployment; empty if no run of this store made it. */
    public Optional<Entry> of(DeploymentId id) {
        return Optional.ofNullable(entries.get(id));
    }
}
