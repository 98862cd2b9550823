package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Failed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Taking back what a run has done: once nothing is under way any more, each target that must go back becomes a second target of the
 * run, which brings the version from before back by the same rules. At most one for each target and run. Pure.
 */
final class Compensation {
    private final RunState state;

    Compensation(RunState state) {
        this.state = state;
    }

    /** The state with everything to be taken back, if that is due now. */
    RunState begin() {
        OnFailure reaction = state.spec().policy().onFailure();
        boolean due = reaction.takesBack()
                && !state.isCancelled()
                && !state.hasUndoing()
                && state.targets().stream().allMatch(TargetState::isDecided);
        if (!due) {
            return state;
        }
        boolean trouble = !state.runProblems().isEmpty() || new Failures(state).areTooMany();
        List<TargetState> back = state.targets().stream()
                .filter(target -> mustGoBack(target, reaction == OnFailure.ROLL_BACK_ALL && trouble))
                .sorted(newestFirst())
                .map(Compensation::undoing)
                .toList();
        return back.isEmpty() ? state : state.undoing(back);
    }

    /** What is broken first, then the reverse of the order in which the others succeeded. */
    private static Comparator<TargetState> newestFirst() {
        return Comparator.comparing((TargetState target) -> target.outcome.orElseThrow() instanceof Outcome.Deployed)
                .thenComparing(target -> target.finishedAt.orElse(Instant.MIN), Comparator.reverseOrder());
    }

    private boolean mustGoBack(TargetState target, boolean all) {
        boolean first = target.before.isEmpty();
        boolean may = !first || (all && state.spec().policy().allowFirstDeployments());
        if (!may || target.spec.earlier().isPresent()) {
            return false;
        }
        Outcome outcome = target.outcome.orElseThrow();
        if (outcome instanceof Outcome.Deployed) {
            return all;
        }
        return outcome instanceof Failed failed
                && target.evidence.wasTaken()
                && !failed.nowRunning().equals(target.running());
    }

    private static TargetState undoing(TargetState target) {
        return new TargetState(target.spec.undoing(target.before.map(AppStatus::deploymentId), target.evidence.id()));
    }

    /** What became of a target together with taking it back. */
    static Outcome together(Outcome forward, Optional<Outcome> back) {
        if (back.isEmpty() || back.get() instanceof Outcome.Skipped) {
            return forward;
        }
        Outcome undone = back.get();
        if (undone instanceof Outcome.Deployed deployed) {
            return new Outcome.RolledBack(deployed.id(), because(forward));
        }
        if (undone instanceof Outcome.Removed) {
            return new Outcome.Removed(because(forward));
        }
        if (undone instanceof Failed failed) {
            return new Failed(
                    Outcome.Phase.ROLLBACK,
                    "rolling back failed: " + failed.reason(),
                    failed.nowRunning(),
                    failed.containerLog());
        }
        return undone instanceof Outcome.Unknown unknown
                ? new Outcome.Unknown("rolling back: " + unknown.lastSeen(), unknown.howToFindOut())
                : undone;
    }

    private static Failed because(Outcome forward) {
        return forward instanceof Failed failed
                ? failed
                : new Failed(Outcome.Phase.RUN, "something else in the run failed", List.of(), List.of());
    }

    /** Whether a fresh status says that somebody else was here meanwhile. */
    static Optional<String> stranger(TargetSpec spec, Optional<AppStatus> seen) {
        Optional<DeploymentId> now = seen.map(AppStatus::deploymentId);
        boolean ours = now.isEmpty()
                || now.equals(spec.earlier().flatMap(EarlierVersion::id))
                || spec.pin().filter(pin -> pin.id().equals(now)).isPresent();
        return ours ? Optional.empty() : now.map(id -> "somebody else has deployed " + id + " meanwhile");
    }
}
