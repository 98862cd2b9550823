package dev.haloy.deploy;

import java.util.List;

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
        return !target.isDecided()
                && (target.spec.undoes() || waveOf(target) <= state.course().wave());
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
        return isMoreToCome() && state.targets().stream().noneMatch(this::isOpen);
    }

    private boolean isMoreToCome() {
        return state.course().wave() < waves.size() - 1
                && state.targets().stream().anyMatch(target -> !target.isDecided());
    }

    private int waveOf(TargetState target) {
        return state.spec().layout().waveOf().getOrDefault(target.spec.key(), 0);
    }
}
