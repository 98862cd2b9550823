package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.RunSpec.TargetSpec;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import dev.haloy.verdict.Evidence;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Sighting;
import dev.haloy.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is known of one target. Changed only on a fresh copy, by {@link #with}; decides nothing. */
final class TargetState implements Cloneable {
    TargetSpec spec;

    /** What ran before; known once {@code beforeAt} is. */
    Optional<AppStatus> before = Optional.empty();

    Optional<Instant> beforeAt = Optional.empty();

    /** What could be gone back to; asked for only where it matters. */
    Optional<WayBack.Kept> kept = Optional.empty();

    Optional<String> problem;

    /** How far its image is on its way. */
    ImageState image;

    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> finishedAt = Optional.empty();

    int statusRound;
    int failedReads;
    Optional<Instant> lastAskedAt = Optional.empty();

    /** The version it goes back to, once that was found. */
    Optional<Fact.Restored> restored = Optional.empty();

    /** Whether that version is ready in this process. */
    private boolean restoredHere;

    /** Since when its lock is held. */
    Optional<Instant> lockedAt = Optional.empty();

    /** Why its lock could not be had, or is held no longer. */
    Optional<String> lockProblem = Optional.empty();

    int preDone;
    int postDone;
    private int failureDone;
    private int rollbackDone;
    Optional<HookRef> hookUnderWay = Optional.empty();
    Optional<String> hookProblem = Optional.empty();

    int attempts;
    int notTaken;
    boolean answered;
    Instant retryAt = Instant.MIN;
    String lastRefusal = "";
    Optional<Instant> firstSentAt = Optional.empty();
    Optional<Instant> deadlineFrom = Optional.empty();
    Optional<Instant> doubtedAt = Optional.empty();
    boolean postedAgain;
    Evidence evidence;

    private Optional<Verdict> judgement = Optional.empty();

    boolean ownRead;
    Optional<Outcome> verdict = Optional.empty();
    Optional<Instant> verdictAt = Optional.empty();
    Optional<Outcome> outcome = Optional.empty();

    TargetState(TargetSpec spec) {
        this.spec = spec;
        this.problem = spec.obstacle();
        this.image = ImageState.of(spec.image());
        this.evidence = Evidence.none(spec.app(), spec.server(), spec.replicas(), spec.hasDomains());
    }

    private Evidence nothingSeen() {
        return Evidence.none(spec.app(), spec.server(), spec.replicas(), spec.hasDomains());
    }

    TargetState with(Consumer<TargetState> change) {
        try {
            TargetState copy = (TargetState) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    // What facts do to it.

    void statusRead(Fact.StatusRead fact) {
        statusRound++;
        failedReads = 0;
        lastAskedAt = Optional.of(fact.askedAt());
        if (isPosted()) {
            seen(evidence.plus(new Sighting.Status(fact.at(), fact.askedAt(), fact.status())));
            return;
        }
        before = fact.status();
        beforeAt = Optional.of(fact.at());
        if (spec.undoes()) {
            problem = Compensation.stranger(spec, before);
            return;
        }
        spec.pin()
                .filter(pin -> !pin.id().equals(before.map(AppStatus::deploymentId)))
                .ifPresent(pin -> problem = Optional.of("the plan no longer holds: it saw "
                        + words(pin.id()) + " there, now it is " + words(before.map(AppStatus::deploymentId))
                        + "; make a new plan"));
    }

    private static String words(Optional<DeploymentId> id) {
        return id.map(DeploymentId::value).orElse("nothing");
    }

    void statusFailed(Fact.StatusFailed fact) {
        statusRound++;
        failedReads++;
        lastAskedAt = Optional.of(fact.askedAt());
        if (isPosted()) {
            seen(evidence.plus(new Sighting.NoStatus(fact.at(), fact.reason())));
        } else {
            problem = Optional.of(fact.reason());
        }
    }

    void restored(Fact.Restored fact) {
        restored = Optional.of(fact);
        restoredHere = true;
        spec = spec.shapedLike(fact);
    }

    /** The same target of a run that is gone on with. */
    void askedAgain(TargetSpec again) {
        spec = restored.map(again::shapedLike).orElse(again);
    }

    void hookEnded(Fact.HookEnded fact) {
        hookUnderWay = Optional.empty();
        switch (fact.hook().stage()) {
            case ON_FAILURE -> failureDone++;
            case ON_ROLLBACK -> rollbackDone++;
            case PRE -> preDone++;
            default -> postDone++;
        }
        if (!fact.hook().stage().isAfterwards()) {
            hookProblem = fact.problem();
        }
    }

    /** How many hooks after its end have ended. */
    int afterwardsDone(HookRef.Stage stage) {
        return stage == HookRef.Stage.ON_FAILURE ? failureDone : rollbackDone;
    }

    /** The hook after its end that is running, or was when the process died. */
    Optional<HookRef> afterwardsUnderWay() {
        return hookUnderWay.filter(hook -> hook.stage().isAfterwards());
    }

    /**
     * Everything is asked again that somebody else may have changed meanwhile. What is decided stays decided, but for what nobody
     * knew, and for what was left out only because the run was cancelled.
     */
    void resumed(Instant at) {
        afterwardsUnderWay().ifPresent(hook -> hookEnded(new Fact.HookEnded(at, hook, Optional.of(interrupted(hook)))));
        boolean open = outcome.filter(what -> !isOpen(what)).isEmpty();
        if (!open) {
            return;
        }
        outcome = Optional.empty();
        lockedAt = Optional.empty();
        lockProblem = Optional.empty();
        restoredHere = false;
        verdict = verdict.filter(what -> !isOpen(what));
        hookUnderWay.ifPresent(hook -> hookProblem = Optional.of(interrupted(hook)));
        if (isPosted()) {
            deadlineFrom = Optional.of(at);
            lastAskedAt = Optional.of(Instant.MIN);
            ownRead = false;
            if (!answered) {
                postAnswered(new Fact.PostAnswered(
                        at,
                        spec.key(),
                        attempts,
                        Fact.Reaction.DOUBTFUL,
                        "the run was interrupted before the answer came"));
            }
        } else {
            problem = spec.obstacle();
            image = ImageState.of(spec.image());
            beforeAt = Optional.empty();
            startedAt = Optional.empty();
        }
    }

    /** Whether resuming a run may still change it. */
    static boolean isOpen(Outcome what) {
        return what instanceof Outcome.Unknown || what.equals(new Outcome.Skipped(Outcome.Reason.CANCELLED));
    }

    /** Whether a server may have taken it and nobody has seen how it ended. */
    boolean isUnwatched() {
        return isPosted()
                && outcome.filter(what -> !isOpen(what) && !(what instanceof Outcome.Accepted))
                        .isEmpty();
    }

    /** Forgets that nobody looked on, and never sends anything again. */
    void followed(TargetSpec again) {
        spec = again;
        outcome = Optional.empty();
        verdict = Optional.empty();
        postedAgain = true;
    }

    /** What to say of a hook that was running when the run was interrupted. */
    static String interrupted(HookRef hook) {
        return hook
                + " was running when the run was interrupted; whether it has done its work is not known, and it is not run twice";
    }

    void postIntended(Fact.PostIntended fact) {
        attempts = fact.attempt();
        answered = false;
        postedAgain |= doubtedAt.isPresent();
        doubtedAt = Optional.empty();
        firstSentAt = firstSentAt.or(() -> Optional.of(fact.at()));
        deadlineFrom = deadlineFrom.or(() -> Optional.of(fact.at()));
        lastAskedAt = Optional.of(fact.at());
        ownRead = false;
        seen(nothingSeen().plus(new Sighting.Sent(fact.at(), fact.id())));
    }

    void postAnswered(Fact.PostAnswered fact) {
        answered = true;
        switch (fact.reaction()) {
            case ACCEPTED -> seen(evidence.plus(new Sighting.Accepted(fact.at())));
            case REFUSED -> seen(evidence.plus(new Sighting.Refused(fact.at(), fact.reason())));
            case DOUBTFUL -> {
                doubtedAt = Optional.of(fact.at());
                seen(evidence.plus(new Sighting.Doubted(fact.at(), fact.reason())));
            }
            case NOT_TAKEN -> notTaken(fact);
        }
    }

    private void notTaken(Fact.PostAnswered fact) {
        notTaken++;
        seen(nothingSeen());
        retryAt = fact.at().plusMillis(500L << Math.min(notTaken - 1, 4));
        lastRefusal = fact.reason();
    }

    void mentioned(Fact.Mentioned fact) {
        if (isOwn(fact.id()) && !evidence.wasTaken()) {
            seen(evidence.plus(new Sighting.Mentioned(fact.at())));
        }
    }

    void complaint(Fact.ComplaintSeen fact) {
        if (isOwn(fact.id())) {
            seen(evidence.plus(new Sighting.Complained(fact.at(), fact.reason())));
        }
    }

    void containerLog(Fact.ContainerLogSeen fact) {
        if (isOwn(fact.id())) {
            seen(evidence.plus(new Sighting.ContainerLog(fact.at(), fact.text())));
        }
    }

    void marker(Fact.MarkerSeen fact) {
        if (isOwn(fact.id())) {
            seen(evidence.plus(new Sighting.Marker(fact.at(), fact.success(), fact.reason())));
        }
    }

    void daemonStarted(Fact.DaemonStarted fact) {
        boolean during = evidence.first(Sighting.Sent.class, sent -> true)
                .filter(sent -> fact.happenedAt().isAfter(sent.at()))
                .isPresent();
        if (during) {
            seen(evidence.plus(new Sighting.DaemonStarted(fact.at())));
        }
    }

    void gaveUp(Instant at, String why) {
        seen(evidence.plus(new Sighting.GaveUp(at, why)));
    }

    void finish(Instant at, Outcome what) {
        outcome = Optional.of(what);
        finishedAt = Optional.of(at);
    }

    // What it is.

    /** What the evidence says. Remembered as long as the evidence is the same. */
    Verdict judgement() {
        Verdict verdict = judgement.orElseGet(() -> Verdict.judge(evidence));
        judgement = Optional.of(verdict);
        return verdict;
    }

    private void seen(Evidence now) {
        evidence = now;
        judgement = Optional.empty();
    }

    /** Whether a request may have reached the server. */
    boolean isPosted() {
        return evidence.id().isPresent();
    }

    /** Whether an earlier version must be made ready before anything can be sent. */
    boolean isToBeRestored() {
        return spec.earlier().isPresent() && !restoredHere;
    }

    /** Whether it would take back what is not there: the version from before still runs. */
    boolean isNotNeeded() {
        if (spec.removes()) {
            return beforeAt.isPresent() && before.isEmpty();
        }
        return spec.undoes()
                && before.filter(app -> app.state().equals("running"))
                        .map(AppStatus::deploymentId)
                        .equals(earlier());
    }

    /** The deployment it goes back to; empty if it is deployed as configured, or if that is not known yet. */
    Optional<DeploymentId> earlier() {
        return restored.map(Fact.Restored::to).or(() -> spec.earlier().flatMap(EarlierVersion::id));
    }

    boolean isOwn(DeploymentId id) {
        return evidence.id().filter(id::equals).isPresent();
    }

    boolean isDecided() {
        return outcome.isPresent();
    }

    /**
     * Whether its deployment makes the server look at old containers again, which neighbours must not get in the way of. That of
     * an app without domains does so only if the routes of another app changed meanwhile, as where one is not well.
     */
    boolean isLookedAtAgain(boolean troubled) {
        return (spec.hasDomains() || troubled) && spec.strategy() == Strategy.ROLLING && before.isPresent();
    }

    List<DeploymentId> running() {
        return before.map(AppStatus::deploymentId).stream().toList();
    }
}
