package dev.haloy.verdict;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import java.time.Instant;
import java.util.Optional;

/** Something that was seen of one attempt to deploy, with the moment when it was seen. */
public sealed interface Sighting {
    /** When it was seen, by our clock. */
    Instant at();

    /**
     * The request went out.
     *
     * @param at when
     * @param id the id it carried
     */
    record Sent(Instant at, DeploymentId id) implements Sighting {}

    /**
     * The server took the request.
     *
     * @param at when
     */
    record Accepted(Instant at) implements Sighting {}

    /**
     * The server refused the request.
     *
     * @param at when
     * @param reason why
     */
    record Refused(Instant at, String reason) implements Sighting {}

    /**
     * No answer to the request: the server may have taken it or not.
     *
     * @param at when
     * @param reason what happened
     */
    record Doubted(Instant at, String reason) implements Sighting {}

    /**
     * The server said something about this deployment, so it took the request.
     *
     * @param at when
     */
    record Mentioned(Instant at) implements Sighting {}

    /**
     * A witness reported the end of this deployment.
     *
     * @param at when
     * @param success whether the server thinks that it succeeded
     * @param reason why not; empty for success
     */
    record Marker(Instant at, boolean success, String reason) implements Sighting {}

    /**
     * The server said that something went wrong, and not that it has ended. A rollback that cannot begin says no more than this.
     *
     * @param at when
     * @param reason what went wrong
     */
    record Complained(Instant at, String reason) implements Sighting {}

    /**
     * What a container of this deployment printed before it was removed.
     *
     * @param at when
     * @param text what it printed
     */
    record ContainerLog(Instant at, String text) implements Sighting {}

    /**
     * The server said what it runs of the app.
     *
     * @param at when
     * @param askedAt when it was asked: what it says may be as old as that
     * @param status empty if it runs nothing
     */
    record Status(Instant at, Instant askedAt, Optional<AppStatus> status) implements Sighting {}

    /**
     * The server could not be asked what it runs, repeatedly.
     *
     * @param at when
     * @param reason why
     */
    record NoStatus(Instant at, String reason) implements Sighting {}

    /**
     * The daemon started anew: it has forgotten what it was doing.
     *
     * @param at when
     */
    record DaemonStarted(Instant at) implements Sighting {}

    /**
     * Time has passed.
     *
     * @param at when
     */
    record TimePassed(Instant at) implements Sighting {}

    /**
     * Nobody looks any longer.
     *
     * @param at when
     * @param why why
     */
    record GaveUp(Instant at, String why) implements Sighting {}
}
