package dev.haloy.deploy;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** How many targets have failed, and whether the run has to react to that. Pure. */
final class Failures {
    private final RunState state;

    Failures(RunState state) {
        this.state = state;
    }

    /** Whether more targets have failed than the policy tolerates, in the run or in one of its waves. */
    boolean areTooMany() {
        DeployPolicy policy = state.spec().policy();
        OptionalInt run = policy.failureBudget();
        OptionalInt wave = policy.waveFailureBudget();
        if (run.isEmpty() && wave.isEmpty()) {
            return policy.onFailure() != OnFailure.KEEP_GOING && isAny();
        }
        Collection<List<String>> waves = state.spec().layout().waves();
        return (run.isPresent() && waves.stream().mapToInt(this::in).sum() > run.getAsInt())
                || (wave.isPresent() && waves.stream().anyMatch(keys -> in(keys) > wave.getAsInt()));
    }

    private boolean isAny() {
        return state.targets().stream()
                .anyMatch(target -> target.outcome.filter(Outcomes::isTrouble).isPresent());
    }

    private int in(List<String> keys) {
        return (int) keys.stream()
                .flatMap(key -> state.target(key).stream())
                .flatMap(target -> target.outcome.stream())
                .filter(Outcomes::isTrouble)
                .count();
    }
}
