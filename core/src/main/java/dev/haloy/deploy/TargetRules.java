package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.verdict.Sighting;
import dev.haloy.verdict.Verdict;
import dev.haloy.verdict.Verdict.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for a target whose turn it is: what should be going on, and what is decided. Pure. */
final class TargetRules {
    /** A status older than this is read again before a request builds on it. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** How often the status is read while nothing is wrong and no marker comes. */
    private static final Duration QUIET_POLL = Duration.ofSeconds(45);

    /** How often while a witness is missing. */
    private static final Duration ANXIOUS_POLL = Duration.ofMillis(2500);

    /** How often while containers settle after a success marker. */
    private static final Duration SETTLING_POLL = Duration.ofSeconds(1);

    /** How often while containers that may be crashing are watched. */
    private static final Duration PATIENT_POLL = Duration.ofSeconds(4);

    /** How long a request without answer is looked for, with an open stream, before it is sent once more. */
    private static final Duration LOOK_FOR = Duration.ofSeconds(15);

    /** When updates that may have been hit by a neighbour are looked at again: losses showed within 6.65 s. */
    private static final Duration RECHECK = Duration.ofSeconds(8);

    /** How long a finished deployment's own stream may take to end. */
    private static final Duration FREEING = Duration.ofSeconds(5);

    /** After so many reads in vain a verdict does without the status. */
    private static final int READS_IN_VAIN = 3;

    private final DeployPolicy policy;
    private final boolean locked;
    private final Instant now;

    TargetRules(DeployPolicy policy, boolean locked, Instant now) {
        this.policy = policy;
        this.locked = locked;
        this.now = now;
    }

    // Before the request.

    void wantedBefore(TargetState target, ServerState server, Set<Activity> wanted) {
        if (target.startedAt.isEmpty() || !server.isReadyToPost() || !mayChange(target)) {
            return;
        }
        if (isStale(target)) {
            wanted.add(new Activity.ReadStatus(target.spec.key(), target.statusRound));
        } else if (target.isToBeRestored()) {
            wanted.add(new Activity.Restore(target.spec.key(), target.statusRound));
        } else if (target.preDone < target.spec.pre()) {
            wanted.add(new Activity.RunHook(target.spec.hook(HookRef.Stage.PRE, target.preDone)));
        } else {
            wanted.add(nextRequest(target, server));
        }
    }

    /** The next request, or the wait that must come before it. */
    private Activity nextRequest(TargetState target, ServerState server) {
        Instant earliest = later(target.retryAt, target.spec.hasDomains() ? server.gapEnd() : Instant.MIN);
        return earliest.isAfter(now)
                ? new Activity.KeepGap(target.spec.key(), earliest)
                : new Activity.Post(target.spec.key(), target.attempts + 1);
    }

    private boolean isStale(TargetState target) {
        Instant freshUntil = target.beforeAt.orElse(Instant.MIN).plus(FRESH);
        Instant begin = later(target.startedAt.orElse(now), target.lockedAt.orElse(Instant.MIN));
        return target.preDone == 0 && target.attempts == 0 && freshUntil.isBefore(begin);
    }

    /** A lock is wanted from the moment it is a target's turn until it has its outcome, unless it was refused or lost. */
    boolean needsLock(TargetState target) {
        return locked && target.startedAt.isPresent() && target.lockProblem.isEmpty();
    }

    private boolean mayChange(TargetState target) {
        return !locked || (target.lockedAt.isPresent() && target.lockProblem.isEmpty());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** What is decided about a target that was not posted yet. */
    Optional<Outcome> decideBefore(TargetState target) {
        if (target.hookProblem.isPresent()) {
            return Optional.of(
                    new Outcome.Failed(Phase.PRE_DEPLOY, target.hookProblem.get(), target.running(), List.of()));
        }
        Optional<String> problem = target.problem.or(() -> target.lockProblem);
        if (problem.isPresent()) {
            return Optional.of(new Outcome.Failed(Phase.PREFLIGHT, problem.get(), target.running(), List.of()));
        }
        if (target.isNotNeeded()) {
            return Optional.of(new Outcome.Skipped(Outcome.Reason.NOT_NEEDED));
        }
        Optional<String> oneWay = policy.onFailure() == OnFailure.ROLL_BACK_ALL && target.startedAt.isEmpty()
                ? oneWay(target)
                : Optional.empty();
        if (oneWay.isPresent()) {
            return Optional.of(new Outcome.Failed(Phase.PREFLIGHT, oneWay.get(), target.running(), List.of()));
        }
        if (target.notTaken > policy.maxRetries()) {
            return Optional.of(new Outcome.Failed(Phase.REQUEST, target.lastRefusal, target.running(), List.of()));
        }
        return Optional.empty();
    }

    /** Why a run that must be able to take everything back cannot do so for this target. */
    private Optional<String> oneWay(TargetState target) {
        boolean removable = target.before.isEmpty() && policy.allowFirstDeployments();
        return removable || target.spec.undoes()
                ? Optional.empty()
                : WayBack.of(target).obstacle().map(why -> "it could not be rolled back: " + why);
    }

    // After the request.

    void wantedInFlight(TargetState target, ServerState server, Set<Activity> wanted) {
        String key = target.spec.key();
        if (!target.answered) {
            wanted.add(new Activity.Post(key, target.attempts));
        }
        wanted.add(new Activity.WaitUntil("deadline " + key, deadline(target)));
        if (!target.answered) {
            return;
        }
        if (mayPostAgain(target, server) && target.isToBeRestored()) {
            wanted.add(new Activity.Restore(key, target.attempts));
            return;
        }
        if (mayPostAgain(target, server)) {
            wanted.add(nextRequest(target, server));
            return;
        }
        Instant next = nextAsk(target, server);
        wanted.add(
                next.isAfter(now)
                        ? new Activity.WaitUntil("status " + key + " " + target.statusRound, next)
                        : new Activity.ReadStatus(key, target.statusRound));
        boolean witnessLost = !server.streamOpen || server.streamOpenSince.isAfter(target.firstSentAt.orElse(now));
        if (witnessLost && !target.ownRead && !target.spec.removes()) {
            wanted.add(new Activity.ReadOwn(key, target.attempts));
        }
    }

    Instant deadline(TargetState target) {
        return target.deadlineFrom.orElse(now).plus(policy.deadline());
    }

    private Instant nextAsk(TargetState target, ServerState server) {
        Verdict verdict = target.judgement();
        Instant last = target.lastAskedAt.orElse(now);
        if (last.equals(Instant.MIN)) {
            return now;
        }
        if (target.spec.removes()) {
            return last.plus(SETTLING_POLL);
        }
        if (verdict.need() == Need.STATUS && target.failedReads == 0) {
            return now;
        }
        if (verdict.need() == Need.PATIENCE) {
            return last.plus(PATIENT_POLL);
        }
        if (target.evidence.has(Sighting.Marker.class)) {
            return last.plus(SETTLING_POLL);
        }
        boolean anxious = !server.streamOpen
                || target.evidence.has(Sighting.DaemonStarted.class)
                || target.evidence.has(Sighting.NoStatus.class)
                || (target.doubtedAt.isPresent() && !target.evidence.wasTaken())
                || (target.evidence.sawOwnContainers()
                        && server.streamOpenSince.isAfter(target.firstSentAt.orElse(now)));
        return last.plus(anxious ? ANXIOUS_POLL : QUIET_POLL);
    }

    /**
     * A request that got no answer is sent again once, and only if an open stream and the status both know nothing of it, or if so
     * much time has passed that the server cannot start it any more.
     */
    private boolean mayPostAgain(TargetState target, ServerState server) {
        return (isNeverStarted(target) || isLost(target, server)) && mayChange(target);
    }

    private static boolean isLost(TargetState target, ServerState server) {
        if (!isDoubtful(target) || !server.streamOpen) {
            return false;
        }
        Instant since =
                later(target.doubtedAt.orElseThrow(), server.streamOpenSince).plus(LOOK_FOR);
        return target.evidence
                .last(Sighting.Status.class, status -> !status.askedAt().isBefore(since))
                .isPresent();
    }

    private static boolean isDoubtful(TargetState target) {
        return target.doubtedAt.isPresent()
                && !target.postedAgain
                && !target.evidence.wasTaken()
                && target.problem.isEmpty();
    }

    /** Whether a request without answer would be called failed by now, only because nothing ever came of it. */
    private static boolean isNeverStarted(TargetState target) {
        return isDoubtful(target)
                && target.judgement().isFinal()
                && target.judgement().outcome() instanceof Outcome.Failed failed
                && failed.phase() == Phase.REQUEST;
    }

    /** What the evidence says, if it says anything final. */
    Optional<Outcome> judge(TargetState target) {
        if (target.spec.removes()) {
            return removal(target);
        }
        if (policy.detach() && target.evidence.has(Sighting.Accepted.class)) {
            return target.evidence.id().map(Outcome.Accepted::new);
        }
        Verdict verdict = target.judgement();
        if (verdict.isFinal() && (!isNeverStarted(target) || isLate(target))) {
            return Optional.of(verdict.outcome());
        }
        boolean inVain = verdict.need() == Need.STATUS && target.failedReads >= READS_IN_VAIN;
        if (inVain || isLate(target)) {
            return Optional.of(givenUp(target, inVain ? "its status could not be read" : timeLimit()));
        }
        return Optional.empty();
    }

    /** What can be said of a target that is watched no longer. */
    Outcome givenUp(TargetState target, String why) {
        return target.spec.removes()
                ? new Outcome.Unknown(why + " while it was being removed", "ask for its status")
                : Verdict.judge(target.evidence.plus(new Sighting.GaveUp(now, why)))
                        .outcome();
    }

    /** A first deployment is taken back when its server shows nothing of the app any more. */
    private Optional<Outcome> removal(TargetState target) {
        Optional<Sighting.Refused> refused = target.evidence.last(Sighting.Refused.class);
        if (refused.isPresent()) {
            return Optional.of(new Outcome.Failed(Phase.REQUEST, refused.get().reason(), target.running(), List.of()));
        }
        Instant sent = target.firstSentAt.orElse(now);
        Optional<Sighting.Status> seen = target.evidence.last(
                Sighting.Status.class, status -> !status.askedAt().isBefore(sent));
        if (seen.filter(status -> status.status().isEmpty()).isPresent()) {
            Outcome.Failed because = new Outcome.Failed(Phase.RUN, "it was taken back", List.of(), List.of());
            return Optional.of(new Outcome.Removed(because));
        }
        Optional<DeploymentId> stranger = seen.flatMap(Sighting.Status::status)
                .map(AppStatus::deploymentId)
                .filter(id -> !target.running().contains(id));
        return stranger.<Outcome>map(Outcome.Superseded::new)
                .or(() -> isLate(target) ? Optional.of(givenUp(target, timeLimit())) : Optional.empty());
    }

    private String timeLimit() {
        return "the time limit of " + policy.deadline().toSeconds() + " s was reached";
    }

    private boolean isLate(TargetState target) {
        return !now.isBefore(deadline(target));
    }

    // After the verdict.

    /** A deployment's own stream is read once its verdict is in, so that the server can forget it; but not for long. */
    boolean isToBeFreed(TargetState target) {
        return !target.ownRead
                && target.evidence.has(Sighting.Marker.class)
                && target.verdictAt.filter(at -> now.isBefore(at.plus(FREEING))).isPresent();
    }

    void wantedToFree(TargetState target, Set<Activity> wanted) {
        String key = target.spec.key();
        wanted.add(new Activity.ReadOwn(key, target.attempts));
        wanted.add(new Activity.WaitUntil(
                "freed " + key, target.verdictAt.orElse(now).plus(FREEING)));
    }

    void wantedAfter(TargetState target, ServerState server, Set<Activity> wanted) {
        String key = target.spec.key();
        if (target.postDone < target.spec.post() && mayChange(target)) {
            wanted.add(new Activity.RunHook(target.spec.hook(HookRef.Stage.POST, target.postDone)));
        } else if (needsRecheck(target, server)) {
            Instant moment = recheckAt(target);
            wanted.add(
                    moment.isAfter(now)
                            ? new Activity.WaitUntil("recheck " + key, moment)
                            : new Activity.ReadStatus(key, target.statusRound));
        }
    }

    private static boolean needsRecheck(TargetState target, ServerState server) {
        return server.troubled && target.isLookedAtAgain(true);
    }

    private Instant recheckAt(TargetState target) {
        return target.evidence
                .last(Sighting.Marker.class)
                .map(Sighting.Marker::at)
                .orElse(now)
                .plus(RECHECK);
    }

    /** The outcome of a target whose verdict is in, once nothing more is to be done for it. */
    Optional<Outcome> decideAfter(TargetState target, ServerState server) {
        Outcome verdict = target.verdict.orElseThrow();
        if (!(verdict instanceof Outcome.Deployed deployed)) {
            return Optional.of(verdict);
        }
        boolean hooksLeft = target.postDone < target.spec.post();
        Optional<String> problem = hooksLeft ? target.hookProblem.or(() -> target.lockProblem) : target.hookProblem;
        if (problem.isPresent()) {
            return Optional.of(new Outcome.Failed(Phase.POST_DEPLOY, problem.get(), List.of(deployed.id()), List.of()));
        }
        if (hooksLeft) {
            return Optional.empty();
        }
        if (!needsRecheck(target, server)) {
            return Optional.of(verdict);
        }
        Instant moment = recheckAt(target);
        boolean looked =
                target.lastAskedAt.filter(asked -> !asked.isBefore(moment)).isPresent();
        // What a later status says about the same marker is the same question again.
        return looked ? Optional.of(target.judgement().outcome()) : Optional.empty();
    }
}
