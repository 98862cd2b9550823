package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the journals of a store say of single deployments. Servers do not say how a deployment ended; our own runs do. */
public final class Chronicle {
    private final Map<DeploymentId, Entry> entries = new LinkedHashMap<>();

    private Chronicle() {}

    /**
     * What is known of one deployment.
     *
     * @param runId the run it belongs to
     * @param target the target's key
     * @param outcome what became of it, if the run got so far
     */
    public record Entry(String runId, String target, Optional<Outcome> outcome) {
        /** Whether it is known that this deployment failed. */
        public boolean isFailed() {
            return outcome.filter(Outcome.Failed.class::isInstance).isPresent();
        }
    }

    /** Reads every journal of the store; those that cannot be read are passed over. */
    public static Chronicle of(RunStore store) {
        Chronicle chronicle = new Chronicle();
        for (String runId : store.runIds()) {
            try {
                chronicle.add(RunJournal.read(store, runId, DeployPolicy.ofDefaults()));
            } catch (RuntimeException e) {
                // A journal of another version, or a damaged one: it cannot help.
            }
        }
        return chronicle;
    }

    private void add(RunJournal.Contents contents) {
        RunState state = Runs.replay(contents);
        for (TargetState target : state.targets()) {
            Entry entry = new Entry(contents.spec().runId(), target.spec.key(), target.outcome);
            target.evidence.id().ifPresent(id -> entries.put(id, entry));
        }
    }

    /** What is known of a deployment; empty if no run of this store made it. */
    public Optional<Entry> of(DeploymentId id) {
        return Optional.ofNullable(entries.get(id));
    }
}
