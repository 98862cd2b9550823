package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.RunJournal.Contents;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The runs of a store: what they were about, and whether something of them is left to be done. Reads only. */
public final class Runs {
    private final RunStore store;

    /** The runs of this store. */
    public Runs(RunStore store) {
        this.store = store;
    }

    /** Every run, the oldest first. */
    public List<RunSummary> list() {
        return store.runIds().stream().map(this::get).toList();
    }

    /**
     * One run.
     *
     * @throws RunRefusedException if it is not known
     */
    public RunSummary get(String runId) {
        Contents contents = read(store, runId);
        RunState state = replay(contents);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        Map<String, DeploymentId> unwatched = new LinkedHashMap<>();
        for (TargetState target : state.targets()) {
            String key = TargetSpec.written(target.spec.key());
            state.outcome(key).ifPresent(outcome -> outcomes.put(key, outcome));
            if (target.outcome.filter(outcome -> !TargetState.isOpen(outcome)).isEmpty() && !open.contains(key)) {
                open.add(key);
            }
            if (target.isUnwatched()) {
                target.evidence.id().ifPresent(id -> unwatched.put(target.spec.key(), id));
            }
        }
        List<String> keys =
                contents.spec().targets().stream().map(TargetSpec::key).toList();
        Optional<EarlierVersion> earlier =
                contents.spec().targets().stream().findFirst().flatMap(TargetSpec::earlier);
        return new RunSummary(runId, contents.began(), keys, outcomes, earlier, contents.promoted(), open, unwatched);
    }

    /**
     * The targets of a run that a server may have taken and whose end is not known.
     *
     * @return at least one
     * @throws RunRefusedException if the run is not known, or there is no such target
     */
    public List<String> toFollow(String runId) {
        RunSummary run = get(runId);
        if (run.unwatched().isEmpty()) {
            throw new RunRefusedException(
                    "run " + runId + " has nothing left to follow: the end of everything it sent is known");
        }
        return List.copyOf(run.unwatched().keySet());
    }

    /**
     * What a run was about and what the servers did in it.
     *
     * @throws RunRefusedException if it is not known
     */
    public Incident incident(String runId) {
        Contents contents = read(store, runId);
        return new Incidents(contents, replay(contents)).read();
    }

    /**
     * The policy a run was begun with, able to ask the gates that are still to open.
     *
     * @throws RunRefusedException if the policy that is given now has other gates
     */
    static DeployPolicy keeping(Contents contents, DeployPolicy given) {
        DeployPolicy begun = contents.spec().policy();
        List<String> names = begun.gates().stream().map(Gate::name).toList();
        if (names.equals(given.gates().stream().map(Gate::name).toList())) {
            return DeployPolicy.builder(begun).gates(given.gates()).build();
        }
        if (new WaveRules(replay(contents)).isGateAhead()) {
            throw new RunRefusedException(
                    "run " + contents.spec().runId() + " waits between its waves for the gates " + names
                            + ", of which its journal knows nothing but the names; give the same gates again to go on with it");
        }
        return begun;
    }

    /** The state a run was in when its journal ends, to be gone on with. */
    static RunState replay(Contents contents, RunSpec spec) {
        RunState state = replay(contents);
        refuseChanges(contents, state, spec);
        return state.goingOnAs(spec);
    }

    /** The state of the targets of a spec that may go on at their servers, when only looking on is asked for. */
    static RunState replayToFollow(RunStore store, RunSpec spec) {
        return replay(read(store, spec.runId())).onlyFollowing(spec);
    }

    static RunState replay(Contents contents) {
        RunState state = RunState.begin(contents.spec());
        for (Fact fact : contents.facts()) {
            state = state.apply(fact);
        }
        return state;
    }

    private static void refuseChanges(Contents contents, RunState state, RunSpec spec) {
        Map<String, String> then = new LinkedHashMap<>();
        contents.spec().targets().forEach(target -> then.put(target.key(), target.content()));
        List<String> now = spec.targets().stream().map(TargetSpec::key).toList();
        if (!now.equals(List.copyOf(then.keySet()))) {
            throw new RunRefusedException("run " + spec.runId() + " was about the targets " + then.keySet()
                    + ", not about " + now + "; nothing was sent");
        }
        for (TargetSpec target : spec.targets()) {
            boolean posted =
                    state.target(target.key()).filter(TargetState::isPosted).isPresent();
            if (!posted && !target.content().equals(then.get(target.key()))) {
                throw new RunRefusedException("target '" + target.key() + "' has changed since run " + spec.runId()
                        + " began; start a new deployment instead of resuming this one");
            }
        }
    }

    private static Contents read(RunStore store, String runId) {
        return read(store, runId, DeployPolicy.ofDefaults());
    }

    /**
     * What a journal says; the policy is this one as far as it does not.
     *
     * @throws RunRefusedException if there is none
     */
    static Contents read(RunStore store, String runId, DeployPolicy policy) {
        try {
            return RunJournal.read(store, runId, policy);
        } catch (NoSuchElementException e) {
            throw new RunRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
