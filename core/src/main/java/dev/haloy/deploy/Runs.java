package dev.haloy.deploy;

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
        for (TargetState target : state.targets()) {
            String key = TargetSpec.written(target.spec.key());
            state.outcome(key).ifPresent(outcome -> outcomes.put(key, outcome));
            if (target.outcome.filter(outcome -> !TargetState.isOpen(outcome)).isEmpty() && !open.contains(key)) {
                open.add(key);
            }
        }
        List<String> keys =
                contents.spec().targets().stream().map(TargetSpec::key).toList();
        Optional<EarlierVersion> earlier =
                contents.spec().targets().stream().findFirst().flatMap(TargetSpec::earlier);
        return new RunSummary(runId, contents.began(), keys, outcomes, earlier, open);
    }

    /** The state a run was in when its journal ends. */
    static RunState replay(RunStore store, RunSpec spec) {
        Contents contents = read(store, spec.runId());
        RunState state = replay(contents);
        refuseChanges(contents, state, spec);
        return state.goingOnAs(spec);
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
        try {
            return RunJournal.read(store, runId);
        } catch (NoSuchElementException e) {
            throw new RunRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
