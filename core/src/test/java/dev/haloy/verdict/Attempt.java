package dev.haloy.verdict;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome.Deployed;
import dev.haloy.verdict.Outcome.Failed;
import dev.haloy.verdict.Outcome.Superseded;
import dev.haloy.verdict.Outcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What was seen of an attempt to deploy two replicas; moments are seconds after the request. */
record Attempt(Evidence evidence) {
    static final DeploymentId OLD = new DeploymentId("01m83a0000000000000000000a");
    static final DeploymentId OWN = new DeploymentId("01m83b0000000000000000000b");
    static final DeploymentId NEW = new DeploymentId("01m83c0000000000000000000c");
    static final int REPLICAS = 2;
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    /** Of an app with a domain, which the server asks whether it is well. */
    static Attempt sent() {
        return of(true).plus(new Sighting.Sent(at(0), OWN));
    }

    /** Of an app without domains. */
    static Attempt sentWithoutDomains() {
        return of(false).plus(new Sighting.Sent(at(0), OWN));
    }

    static Attempt of(boolean isHealthChecked) {
        return new Attempt(Evidence.none("shop", "prod.example.com", REPLICAS, isHealthChecked));
    }

    static Instant at(double seconds) {
        return START.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    Attempt plus(Sighting sighting) {
        return new Attempt(evidence.plus(sighting));
    }

    Attempt accepted() {
        return plus(new Sighting.Accepted(at(0.1)));
    }

    Attempt refused(double seconds, String reason) {
        return plus(new Sighting.Refused(at(seconds), reason));
    }

    Attempt doubted(double seconds) {
        return plus(new Sighting.Doubted(at(seconds), "reset"));
    }

    Attempt mentioned(double seconds) {
        return plus(new Sighting.Mentioned(at(seconds)));
    }

    Attempt success(double seconds) {
        return plus(new Sighting.Marker(at(seconds), true, ""));
    }

    Attempt failure(double seconds) {
        return plus(new Sighting.Marker(at(seconds), false, "unhealthy"));
    }

    Attempt printed(double seconds, String text) {
        return plus(new Sighting.ContainerLog(at(seconds), text));
    }

    /** A status that was asked for and answered in the same moment, with all containers. */
    Attempt shows(double seconds, DeploymentId id, String state) {
        return shows(seconds, id, state, REPLICAS);
    }

    Attempt shows(double seconds, DeploymentId id, String state, int containers) {
        return asked(seconds, seconds, id, state, containers);
    }

    Attempt asked(double asked, double answered, DeploymentId id, String state, int containers) {
        AppStatus status = new AppStatus(state, id, Collections.nCopies(containers, "c"), List.of());
        return plus(new Sighting.Status(at(answered), at(asked), Optional.of(status)));
    }

    Attempt showsNothing(double seconds) {
        return askedAndNothing(seconds, seconds);
    }

    Attempt askedAndNothing(double asked, double answered) {
        return plus(new Sighting.Status(at(answered), at(asked), Optional.empty()));
    }

    Attempt cannotBeAsked(double seconds) {
        return plus(new Sighting.NoStatus(at(seconds), "503"));
    }

    Attempt daemonStarted(double seconds) {
        return plus(new Sighting.DaemonStarted(at(seconds)));
    }

    Attempt timePassed(double seconds) {
        return plus(new Sighting.TimePassed(at(seconds)));
    }

    Attempt gaveUp(double seconds) {
        return plus(new Sighting.GaveUp(at(seconds), "the time limit was reached"));
    }

    Verdict verdict() {
        return Verdict.judge(evidence);
    }

    /** The verdict in a few words: {@code deployed}, {@code failed SERVER, old runs}, {@code waits for STATUS} … */
    String judged() {
        Verdict verdict = verdict();
        if (!verdict.isFinal()) {
            return (verdict.outcome() instanceof Unknown ? "" : "wrongly ") + "waits for " + verdict.need();
        }
        Outcome outcome = verdict.outcome();
        if (outcome instanceof Deployed deployed) {
            return deployed.id().equals(OWN) ? "deployed" : "deployed something else";
        } else if (outcome instanceof Failed failed) {
            return "failed " + failed.phase() + running(failed.nowRunning());
        } else if (outcome instanceof Superseded superseded) {
            return "superseded" + running(List.of(superseded.by()));
        }
        return outcome instanceof Unknown ? "unknown" : outcome.toString();
    }

    private static String running(List<DeploymentId> ids) {
        StringBuilder text = new StringBuilder();
        ids.forEach(id -> text.append(id.equals(OLD) ? ", old runs" : id.equals(OWN) ? ", own runs" : ", new runs"));
        return text.toString();
    }
}
