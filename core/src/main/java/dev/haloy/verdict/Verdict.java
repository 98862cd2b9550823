package dev.haloy.verdict;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence says about a deployment.
 *
 * <p>No witness is believed alone. A success marker counts only together with a later status that shows the deployment's own
 * id, running, with as many containers as asked for: servers have reported successes whose containers they had just
 * removed. A failure marker counts at once, and the status then says what still runs. Without marker the status alone can
 * prove failure (or that somebody else was faster), but never success.
 *
 * @param outcome what can be said now; {@link Outcome.Unknown} as long as it is open
 * @param isFinal whether more evidence can change nothing that matters
 * @param need what would help to decide
 */
public record Verdict(Outcome outcome, boolean isFinal, Need need) {
    /** After this long a server has given up starting containers: it allows itself 120 s; the rest is for the way. */
    static final Duration START_LIMIT = Duration.ofSeconds(130);

    /** How long after a success marker containers may take to show up as running and complete. */
    static final Duration SETTLING = Duration.ofSeconds(10);

    /** How long the reason of a failure may trail behind its effect. */
    static final Duration TRAILING = Duration.ofSeconds(10);

    /** A marker later than this after the request is late: 5.4 s is what an app without health check takes. */
    static final Duration PROMPT = Duration.ofSeconds(8);

    /** How long containers with a late marker must be seen running. */
    static final Duration WATCHING = Duration.ofSeconds(8);

    /** How long a daemon that started anew is given to take up its containers. */
    static final Duration ADOPTION = Duration.ofSeconds(20);

    /** What would help to decide. */
    public enum Need {
        /** Nothing: it is decided. */
        NOTHING,
        /** An end marker, or time. */
        NEWS,
        /** A status read after what was seen last. */
        STATUS,
        /** Time: what was seen must stay as it is. */
        PATIENCE
    }

    /** Draws the verdict. Pure: the same evidence gives the same verdict. */
    public static Verdict judge(Evidence evidence) {
        Optional<Sighting.Refused> refused = evidence.last(Sighting.Refused.class);
        if (refused.isPresent()) {
            return decided(new Outcome.Failed(Phase.REQUEST, refused.get().reason(), List.of(), List.of()));
        }
        Optional<DeploymentId> newer = newer(evidence);
        if (newer.isPresent()) {
            return decided(new Outcome.Superseded(newer.get()));
        }
        Verdict verdict = evidence.last(Sighting.Marker.class)
                .map(marker -> marker.success() ? afterSuccess(evidence, marker) : afterFailure(evidence, marker))
                .orElseGet(() -> withoutMarker(evidence));
        if (!verdict.isFinal() && evidence.has(Sighting.GaveUp.class)) {
            return decided(open(evidence));
        }
        return verdict;
    }

    private static Optional<DeploymentId> newer(Evidence evidence) {
        return evidence.id()
                .flatMap(own -> evidence.last(Sighting.Status.class)
                        .flatMap(Sighting.Status::status)
                        .map(AppStatus::deploymentId)
                        .filter(shown -> shown.compareTo(own) > 0));
    }

    private static Verdict afterFailure(Evidence evidence, Sighting.Marker marker) {
        Optional<Sighting.Status> status = statusSince(evidence, marker.at());
        boolean inVain = evidence.has(Sighting.GaveUp.class)
                || evidence.last(Sighting.NoStatus.class, seen -> !seen.at().isBefore(marker.at()))
                        .isPresent();
        if (status.isEmpty() && !inVain) {
            return waiting(evidence, Need.STATUS);
        }
        List<DeploymentId> running = status.flatMap(Sighting.Status::status).map(AppStatus::deploymentId).stream()
                .toList();
        String live = status.filter(evidence::showsOwn).isPresent()
                ? marker.reason() + " (containers of the new version are still there and may be serving)"
                : marker.reason();
        return decided(new Outcome.Failed(Phase.SERVER, live, running, containerLog(evidence)));
    }

    private static Verdict afterSuccess(Evidence evidence, Sighting.Marker marker) {
        Optional<Sighting.Status> seen = statusSince(evidence, marker.at());
        if (seen.isEmpty()) {
            return waiting(evidence, Need.STATUS);
        }
        Sighting.Status status = seen.get();
        if (!evidence.showsOwn(status)) {
            return decided(new Outcome.Failed(
                    Phase.CONFIRMATION,
                    "the server reported success, but its containers are gone; deploy again",
                    status.status().map(AppStatus::deploymentId).stream().toList(),
                    containerLog(evidence)));
        }
        AppStatus now = status.status().orElseThrow();
        boolean complete = now.state().equals("running") && now.containerIds().size() == evidence.replicas();
        if (isSuspicious(evidence)) {
            return watched(evidence, marker, status, complete);
        }
        if (complete) {
            return decided(new Outcome.Deployed(now.deploymentId(), evidence.replicas(), status.at()));
        }
        return evidence.now().isBefore(marker.at().plus(SETTLING))
                ? waiting(evidence, Need.NEWS)
                : decided(notAsReported(evidence, now));
    }

    /**
     * An app without domains is not asked whether it is well, and one that crashes again and again is reported as a success in
     * the end. What gives it away is that its marker is late: each start and end of a container puts it off. A daemon that
     * restarted starts no container, so a marker it sends of its own accord tells of one that has crashed.
     */
    private static boolean isSuspicious(Evidence evidence) {
        Instant prompt = evidence.first(Sighting.Sent.class, sent -> true)
                .map(sent -> sent.at().plus(PROMPT))
                .orElse(Instant.MAX);
        Instant restarted = evidence.first(Sighting.DaemonStarted.class, seen -> true)
                .map(Sighting.DaemonStarted::at)
                .orElse(Instant.MAX);
        Instant succeeded = evidence.first(Sighting.Marker.class, Sighting.Marker::success)
                .map(Sighting.Marker::at)
                .orElse(Instant.MIN);
        return succeeded.isAfter(restarted) || (!evidence.isHealthChecked() && succeeded.isAfter(prompt));
    }

    /** Containers under suspicion must be seen running for a while, without a single exception. */
    private static Verdict watched(
            Evidence evidence, Sighting.Marker marker, Sighting.Status status, boolean complete) {
        Instant since = evidence.first(Sighting.Marker.class, Sighting.Marker::success)
                .orElse(marker)
                .at();
        AppStatus now = status.status().orElseThrow();
        Optional<AppStatus> crashed = evidence.last(
                        Sighting.Status.class, seen -> !seen.askedAt().isBefore(since) && isCrashing(seen))
                .flatMap(Sighting.Status::status);
        if (crashed.isPresent()) {
            return decided(notAsReported(evidence, crashed.get()));
        }
        boolean longEnough = !status.askedAt().isBefore(since.plus(WATCHING));
        if (!longEnough) {
            return waiting(evidence, Need.PATIENCE);
        }
        return decided(
                complete
                        ? new Outcome.Deployed(now.deploymentId(), evidence.replicas(), status.at())
                        : notAsReported(evidence, now));
    }

    private static boolean isCrashing(Sighting.Status seen) {
        return seen.status().filter(app -> !app.state().equals("running")).isPresent();
    }

    private static Outcome.Failed notAsReported(Evidence evidence, AppStatus now) {
        return new Outcome.Failed(
                Phase.CONFIRMATION,
                "the server reported success, but its containers are " + now.state() + " ("
                        + now.containerIds().size() + " of " + evidence.replicas() + ")",
                List.of(now.deploymentId()),
                containerLog(evidence));
    }

    private static Verdict withoutMarker(Evidence evidence) {
        if (evidence.id().isEmpty()) {
            return waiting(evidence, Need.NEWS);
        }
        Optional<Sighting.Status> last = evidence.last(Sighting.Status.class);
        boolean ownNow = last.filter(evidence::showsOwn).isPresent();
        Optional<Sighting.DaemonStarted> restart = evidence.last(Sighting.DaemonStarted.class);
        if (restart.isPresent()) {
            return afterRestart(evidence, restart.get().at(), last, ownNow);
        }
        if (evidence.sawOwnContainers() && !ownNow) {
            return gone(evidence, last.orElseThrow());
        }
        Optional<Sighting.Complained> complaint = evidence.last(Sighting.Complained.class);
        if (complaint.isPresent() && !ownNow) {
            return afterComplaint(evidence, complaint.get());
        }
        Instant limit = evidence.first(Sighting.Sent.class, sent -> true)
                .orElseThrow()
                .at()
                .plus(START_LIMIT);
        Optional<Sighting.Status> late = last.filter(status -> status.askedAt().isAfter(limit));
        if (late.isPresent() && !ownNow) {
            return decided(new Outcome.Failed(
                    evidence.wasTaken() ? Phase.SERVER : Phase.REQUEST,
                    "the server has not started it within " + START_LIMIT.toSeconds() + " s",
                    running(late.get()),
                    containerLog(evidence)));
        }
        return waiting(evidence, Need.NEWS);
    }

    /** Something went wrong before any container was there: nothing more will come. */
    private static Verdict afterComplaint(Evidence evidence, Sighting.Complained complaint) {
        return statusSince(evidence, complaint.at())
                .map(status -> decided(
                        new Outcome.Failed(Phase.SERVER, complaint.reason(), running(status), containerLog(evidence))))
                .orElseGet(() -> waiting(evidence, Need.STATUS));
    }

    /** Its containers were there and are not any more; the reason may still be on its way. */
    private static Verdict gone(Evidence evidence, Sighting.Status last) {
        Instant lastOwn = evidence.last(Sighting.Status.class, evidence::showsOwn)
                .orElseThrow()
                .at();
        Instant firstWithout = evidence.first(
                        Sighting.Status.class, status -> status.at().isAfter(lastOwn))
                .orElse(last)
                .at();
        if (last.at().isBefore(firstWithout.plus(TRAILING))) {
            return waiting(evidence, Need.NEWS);
        }
        return decided(new Outcome.Failed(
                Phase.SERVER, "its containers were started and then removed", running(last), containerLog(evidence)));
    }

    /** A daemon that started anew sends no marker for what it was doing; it takes up the containers it finds. */
    private static Verdict afterRestart(
            Evidence evidence, Instant restart, Optional<Sighting.Status> last, boolean ownNow) {
        Optional<Sighting.Status> settled =
                last.filter(status -> !status.askedAt().isBefore(restart.plus(ADOPTION)));
        if (settled.isEmpty()) {
            return waiting(evidence, Need.NEWS);
        }
        if (ownNow) {
            return decided(open(evidence));
        }
        return decided(new Outcome.Failed(
                Phase.SERVER,
                "the daemon restarted in the middle of it, and none of its containers are there",
                running(settled.get()),
                containerLog(evidence)));
    }

    private static List<DeploymentId> running(Sighting.Status status) {
        return status.status().map(AppStatus::deploymentId).stream().toList();
    }

    private static Optional<Sighting.Status> statusSince(Evidence evidence, Instant moment) {
        return evidence.last(Sighting.Status.class, status -> !status.askedAt().isBefore(moment));
    }

    private static List<String> containerLog(Evidence evidence) {
        return evidence.sightings().stream()
                .filter(Sighting.ContainerLog.class::isInstance)
                .flatMap(sighting -> ((Sighting.ContainerLog) sighting).text().lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static Verdict waiting(Evidence evidence, Need need) {
        return new Verdict(open(evidence), false, need);
    }

    private static Verdict decided(Outcome outcome) {
        return new Verdict(outcome, true, Need.NOTHING);
    }

    private static Outcome.Unknown open(Evidence evidence) {
        String id = evidence.id().map(DeploymentId::value).orElse("the deployment");
        return new Outcome.Unknown(
                LastSeen.of(evidence),
                "ask " + evidence.server() + " for the status of '" + evidence.app() + "': it is done if " + id
                        + " is running and nothing else is"
                        + (evidence.has(Sighting.DaemonStarted.class)
                                ? "; or deploy again, the server does nothing for this one any more"
                                : ""));
    }
}
