package dev.haloy.deploy;

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
            Instant earliest = later(target.retryAt, target.spec.hasDomains() ? server.gapEnd() : Instant.MIN);
            wanted.add(
                    earliest.isAfter(now)
                            ? new Activity.KeepGap(target.spec.key(), earliest)
                            : new Activity.Post(target.spec.key(), target.attempts + 1));
        }
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
                ? WayBack.of(target).obstacle().map(why -> "it could not be rolled back: " + why)
                : Optional.empty();
        if (oneWay.isPresent()) {
            return Optional.of(new Outcome.Failed(Phase.PREFLIGHT, oneWay.get(), target.running(), List.of()));
        }
        if (target.notTaken > policy.maxRetries()) {
            return Optional.of(new Outcome.Failed(Phase.REQUEST, target.lastRefusal, target.running(), List.of()));
        }
        return Optional.empty();
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
            wanted.add(new Activity.Post(key, target.attempts + 1));
            return;
        }
        Instant next = nextAsk(target, server);
        wanted.add(
                next.isAfter(now)
                        ? new Activity.WaitUntil("status " + key + " " + target.statusRound, next)
                        : new Activity.ReadStatus(key, target.statusRound));
        boolean witnessLost = !server.streamOpen || server.streamOpenSince.isAfter(target.firstSentAt.orElse(now));
        if (witnessLost && !target.ownRead) {
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
        if (!mayChange(target)) {
            return false;
        }
        if (isNeverStarted(target)) {
            return true;
        }
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
        if (policy.detach() && target.evidence.has(Sighting.Accepted.class)) {
            return target.evidence.id().map(Outcome.Accepted::new);
        }
        Verdict verdict = target.judgement();
        if (verdict.isFinal() && (!isNeverStarted(target) || isLate(target))) {
            return Optional.of(verdict.outcome());
        }
        boolean inVain = verdict.need() == Need.STATUS && target.failedReads >= READS_IN_VAIN;
        if (inVain || isLate(target)) {
            String why = inVain
                    ? "its status could not be read"
                    : "the time limit of " + policy.deadline().toSeconds() + " s was reached";
            return Optional.of(Verdict.judge(target.evidence.plus(new Sighting.GaveUp(now, why)))
                    .outcome());
        }
        return Optional.empty();
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
        return server.troubled && target.isUpdateWithDomain();
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
