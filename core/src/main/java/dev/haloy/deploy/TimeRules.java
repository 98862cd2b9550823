package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for the time limit of a run: when it is reached nothing new is started, and what is open is asked about once more. Pure. */
final class TimeRules {
    private static final String REACHED = "the time limit of the run was reached";

    private final RunState state;
    private final TargetRules rules;
    private final Optional<Instant> end;

    TimeRules(RunState state, TargetRules rules) {
        this.state = state;
        this.rules = rules;
        RunSpec spec = state.spec();
        this.end = spec.lookOnly()
                ? Optional.empty()
                : spec.policy().runDeadline().map(limit -> end(state.course().since, limit));
    }

    private static Instant end(Instant since, Duration limit) {
        return since.equals(Instant.MAX) ? since : since.plus(limit);
    }

    /** Whether the limit was reached. */
    boolean isUp() {
        return end.filter(moment -> !state.now().isBefore(moment)).isPresent();
    }

    /** As long as something goes on the limit is watched. */
    void limit(Set<Activity> wanted) {
        if (!wanted.isEmpty()) {
            end.ifPresent(moment -> wanted.add(new Activity.WaitUntil("end of the run", moment)));
        }
    }

    /** What goes on after the limit: a last question about everything that may be at a server. */
    void want(Set<Activity> wanted) {
        for (TargetState target : state.targets()) {
            if (rules.isToBeFreed(target)) {
                rules.wantedToFree(target, wanted);
            }
            if (!target.isDecided()) {
                wanted.add(new Activity.ReadStatus(target.spec.key(), target.statusRound));
                wanted.add(new Activity.WaitUntil("last answer", lastMoment()));
            }
        }
    }

    private Instant lastMoment() {
        return end.orElseThrow().plus(state.spec().policy().callTimeout());
    }

    /** What becomes of a target after the limit; empty while its server is asked. */
    Optional<Outcome> decide(TargetState target) {
        if (!target.isPosted()) {
            return Optional.of(notSent(target));
        }
        Optional<Outcome> known = target.verdict.or(() -> rules.judge(target));
        if (known.isPresent() && !(known.get() instanceof Outcome.Deployed)) {
            return known;
        }
        if (known.isPresent() && (target.hookProblem.isPresent() || target.postDone < target.spec.post())) {
            Outcome.Deployed deployed = (Outcome.Deployed) known.get();
            String reason = target.hookProblem.orElse("post_deploy was not done: " + REACHED);
            return Optional.of(new Outcome.Failed(Phase.POST_DEPLOY, reason, List.of(deployed.id()), List.of()));
        }
        if (known.isPresent() && target.verdict.isEmpty()) {
            return known;
        }
        return isAsked(target) ? Optional.of(rules.givenUp(target, REACHED)) : Optional.empty();
    }

    private boolean isAsked(TargetState target) {
        Instant limit = end.orElseThrow();
        return target.lastAskedAt.filter(at -> !at.isBefore(limit)).isPresent()
                || !state.now().isBefore(lastMoment());
    }

    private static Outcome notSent(TargetState target) {
        if (target.problem.isPresent()) {
            return new Outcome.Failed(Phase.PREFLIGHT, target.problem.get(), target.running(), List.of());
        }
        if (target.hookProblem.isPresent() || target.hookUnderWay.isPresent()) {
            String reason = target.hookProblem.orElse("pre_deploy was stopped: " + REACHED);
            return new Outcome.Failed(Phase.PRE_DEPLOY, reason, target.running(), List.of());
        }
        return new Outcome.Skipped(Reason.OUT_OF_TIME);
    }

    /** The state with what is left undone outside of any target. */
    RunState missed(RunState next) {
        boolean missed = isUp()
                && next.course().postDone < next.spec().globalPost()
                && next.runProblems().isEmpty()
                && next.targets().stream()
                        .allMatch(target -> target.outcome
                                .filter(Outcome.Deployed.class::isInstance)
                                .isPresent());
        return missed ? next.course(run -> run.problem("global_post_deploy was not done: " + REACHED)) : next;
    }
}
