package dev.haloy.deploy;

import java.util.List;
import java.util.Set;

/** The rules for whose turn it is by wave. Pure. */
final class WaveRules {
    private final RunState state;
    private final List<List<String>> waves;

    WaveRules(RunState state) {
        this.state = state;
        this.waves = state.spec().layout().waves();
    }

    /** Whether a target is undecided and its wave has begun; what takes others back is in no wave. */
    boolean isOpen(TargetState target) {
        return !target.isDecided() && (target.spec.undoes() || waveOf(target) <= state.course().wave);
    }

    /** The state with every next wave opened whose turn has come. */
    RunState openNext() {
        RunState next = state;
        while (new WaveRules(next).isNextDue()) {
            next = next.openNextWave();
        }
        return next;
    }

    private boolean isNextDue() {
        return isBetweenWaves() && state.course().gatesOpened >= gates();
    }

    /** The gate that is to be asked now. */
    void wantGate(Set<Activity> wanted) {
        if (isBetweenWaves() && state.course().gatesOpened < gates()) {
            wanted.add(new Activity.AskGate(state.course().wave, state.course().gatesOpened));
        }
    }

    private int gates() {
        return state.spec().policy().gates().size();
    }

    private boolean isBetweenWaves() {
        return isMoreToCome() && state.targets().stream().noneMatch(this::isOpen);
    }

    /** Whether a run that is gone on with may come to a gate yet. */
    boolean isGateAhead() {
        return gates() > 0
                && state.targets().stream()
                        .filter(target -> waveOf(target) > state.course().wave)
                        .anyMatch(target -> target.outcome
                                .filter(what -> !TargetState.isOpen(what))
                                .isEmpty());
    }

    private boolean isMoreToCome() {
        return state.course().wave < waves.size() - 1
                && state.targets().stream().anyMatch(target -> !target.isDecided());
    }

    private int waveOf(TargetState target) {
        return state.spec().layout().waveOf().getOrDefault(target.spec.key(), 0);
    }
}
