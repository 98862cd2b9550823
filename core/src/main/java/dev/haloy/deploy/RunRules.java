package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.verdict.Outcome.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of a run as a whole: its stages, its lanes, when it stops starting. Pure. */
final class RunRules {
    private final RunState state;
    private final RunSpec spec;
    private final TargetRules rules;
    private final ImageRules images;
    private final LookRules looks;
    private final TimeRules time;
    private final WaveRules waves;

    RunRules(RunState state) {
        this.state = state;
        this.spec = state.spec();
        this.rules = new TargetRules(spec.policy(), spec.locked(), state.now());
        this.images = new ImageRules(state);
        this.looks = new LookRules(state);
        this.time = new TimeRules(state, rules);
        this.waves = new WaveRules(state);
    }

    // What is decided.

    /** Gives every target whose end has come its outcome, and starts those whose turn it is. */
    RunState settle(RunState earlier) {
        RunState next = state;
        boolean turned = earlier.isNew()
                || state.isCancelled()
                || earlier.isCancelled()
                || time.isUp()
                || looks.isLooking() != new LookRules(earlier).isLooking();
        for (TargetState target : state.targets()) {
            if (!target.isDecided() && (turned || state.differsFor(target, earlier) || isDue(target))) {
                next = settle(next, target);
            }
        }
        RunState settled = time.missed(new RunRules(next).skipTheRest());
        RunState opened = new WaveRules(settled).openNext();
        return new RunRules(opened).startTurns(time.isUp() ? opened : new Compensation(opened).begin());
    }

    /** Whether time alone may decide about it. */
    private boolean isDue(TargetState target) {
        return target.isPosted() && !state.now().isBefore(rules.deadline(target));
    }

    private RunState settle(RunState next, TargetState target) {
        Instant now = state.now();
        String key = target.spec.key();
        if (state.isCancelled()) {
            return next.target(key, t -> t.finish(now, cancelled(target)));
        }
        if (time.isUp()) {
            return time.decide(target)
                    .map(outcome -> next.target(key, t -> t.finish(now, outcome)))
                    .orElse(next);
        }
        if (target.verdict.isPresent()) {
            return rules.decideAfter(target, state.server(target.spec.server()))
                    .map(outcome -> next.target(key, t -> t.finish(now, outcome)))
                    .orElse(next);
        }
        if (target.isPosted()) {
            Optional<Outcome> judged = rules.judge(target);
            return judged.isEmpty() ? next : judgedTarget(next, target, judged.get());
        }
        if (looks.isLooking() && !spec.lookOnly()) {
            return next;
        }
        return spec.lookOnly()
                ? next
                : rules.decideBefore(withServerProblem(target))
                        .or(() -> ImageRules.decide(target))
                        .map(outcome -> next.target(key, t -> t.finish(now, outcome)))
                        .orElse(next);
    }

    private RunState judgedTarget(RunState next, TargetState target, Outcome judged) {
        TargetState after = target.with(t -> {
            t.verdict = Optional.of(judged);
            t.verdictAt = Optional.of(state.now());
        });
        Optional<Outcome> outcome = rules.decideAfter(after, state.server(target.spec.server()));
        return next.target(target.spec.key(), t -> {
            t.verdict = Optional.of(judged);
            t.verdictAt = Optional.of(state.now());
            outcome.ifPresent(end -> t.finish(state.now(), end));
        });
    }

    private TargetState withServerProblem(TargetState target) {
        Optional<String> problem = state.server(target.spec.server()).problem;
        return problem.isPresent() && target.problem.isEmpty() ? target.with(t -> t.problem = problem) : target;
    }

    private Outcome cancelled(TargetState target) {
        if (target.verdict.isPresent()) {
            return target.verdict.get() instanceof Outcome.Deployed deployed
                    ? new Outcome.Failed(Phase.POST_DEPLOY, "the run was cancelled", List.of(deployed.id()), List.of())
                    : target.verdict.get();
        }
        if (!target.isPosted()) {
            return new Outcome.Skipped(Reason.CANCELLED);
        }
        return rules.givenUp(target, "the run was cancelled; what was accepted goes on at the server");
    }

    /** When something failed, or the run was cancelled, targets that have not begun never will. */
    private RunState skipTheRest() {
        if (!isStopping()) {
            return state;
        }
        RunState next = state;
        Outcome skipped = state.course()
                .refusal
                .map(reason -> new Outcome.Skipped(Reason.GATE_CLOSED, reason))
                .orElse(new Outcome.Skipped(Reason.STOPPED_EARLY));
        for (TargetState target : state.targets()) {
            if (!target.isDecided() && !target.spec.undoes() && !target.isPosted() && !isHookRunning(target)) {
                next = next.target(target.spec.key(), t -> t.finish(state.now(), skipped));
            }
        }
        return next;
    }

    private static boolean isHookRunning(TargetState target) {
        return target.startedAt.isPresent() && target.spec.pre() > 0 && target.preDone < target.spec.pre();
    }

    private boolean isStopping() {
        return !state.runProblems().isEmpty() || new Failures(state).areTooMany();
    }

    private RunState startTurns(RunState from) {
        if (from.targets().stream().noneMatch(target -> mayStart(from, target))) {
            return from;
        }
        RunState next = from;
        RunRules after = new RunRules(from);
        if (after.isDeploying() && !after.images.isAnyOnTheWay()) {
            for (String server : after.activeServers()) {
                Optional<TargetState> current = after.current(server);
                if (from.server(server).laneHeld
                        && current.isPresent()
                        && current.get().startedAt.isEmpty()) {
                    next = next.target(current.get().spec.key(), t -> t.startedAt = Optional.of(from.now()));
                }
            }
        }
        return next;
    }

    /** What most facts find out at once: that nothing waits for its turn. */
    private static boolean mayStart(RunState state, TargetState target) {
        return target.startedAt.isEmpty() && !target.isDecided() && state.server(target.spec.server()).laneHeld;
    }

    // What should be going on.

    void want(Set<Activity> wanted) {
        if (time.isUp()) {
            time.want(wanted);
        } else {
            wantInTime(wanted);
            time.limit(wanted);
        }
    }

    private void wantInTime(Set<Activity> wanted) {
        if (looks.isLooking()) {
            looks.want(wanted);
            return;
        }
        if (spec.lookOnly() || state.isCancelled()) {
            return;
        }
        AfterRules.want(state, wanted);
        if (isBeforeAll()) {
            wanted.add(new Activity.RunHook(
                    spec.hooks().ref(Optional.empty(), HookRef.Stage.GLOBAL_PRE, state.course().preDone)));
        } else if (isDeploying()) {
            images.want(wanted);
            activeServers().forEach(server -> wantLane(server, wanted));
            waves.wantGate(wanted);
        } else if (isAfterAll()) {
            wanted.add(new Activity.RunHook(
                    spec.hooks().ref(Optional.empty(), HookRef.Stage.GLOBAL_POST, state.course().postDone)));
        }
    }

    private boolean isBeforeAll() {
        boolean something = state.targets().stream().anyMatch(target -> !target.isDecided());
        return something && state.runProblems().isEmpty() && state.course().preDone < spec.globalPre();
    }

    private boolean isDeploying() {
        return !looks.isLooking()
                && !isBeforeAll()
                && !spec.lookOnly()
                && state.targets().stream().anyMatch(target -> !target.isDecided() || rules.isToBeFreed(target));
    }

    private boolean isAfterAll() {
        boolean allDeployed = state.targets().stream()
                .allMatch(target -> target.outcome
                        .filter(Outcome.Deployed.class::isInstance)
                        .isPresent());
        return allDeployed && state.runProblems().isEmpty() && state.course().postDone < spec.globalPost();
    }

    private List<String> activeServers() {
        boolean waiting = images.isAnyOnTheWay();
        return state.serverKeys().stream()
                .filter(server -> state.on(server).anyMatch(target -> isActive(target, waiting)))
                .limit(spec.policy().maxParallelServers())
                .toList();
    }

    /** While images are on the way, only what a run that is gone on with had sent before is followed. */
    private boolean isActive(TargetState target, boolean waiting) {
        return rules.isToBeFreed(target) || (waves.isOpen(target) && (target.isPosted() || !waiting));
    }

    private Optional<TargetState> current(String server) {
        return state.on(server).filter(waves::isOpen).findFirst();
    }

    private void wantLane(String key, Set<Activity> wanted) {
        ServerState server = state.server(key);
        wanted.add(new Activity.HoldLane(key, server.laneRound));
        if (!server.laneHeld) {
            return;
        }
        state.on(key).filter(rules::isToBeFreed).forEach(target -> rules.wantedToFree(target, wanted));
        Optional<TargetState> current = current(key);
        if (current.isEmpty()) {
            return;
        }
        wanted.add(
                server.streamOpen || !server.reopenAt.isAfter(state.now())
                        ? new Activity.FollowServer(key, server.streamRound)
                        : new Activity.WaitUntil("stream " + key, server.reopenAt));
        if (rules.needsLock(current.get())) {
            wanted.add(new Activity.HoldLock(current.get().spec.key()));
        }
        wantTarget(current.get(), server, wanted);
    }

    private void wantTarget(TargetState target, ServerState server, Set<Activity> wanted) {
        if (target.verdict.isPresent()) {
            rules.wantedAfter(target, server, wanted);
        } else if (target.isPosted()) {
            rules.wantedInFlight(target, server, wanted);
        } else {
            rules.wantedBefore(target, server, wanted);
        }
    }
}
