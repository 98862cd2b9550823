package dev.haloy.deploy;

import dev.haloy.client.ServerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What is known of one server. Changed only on a fresh copy, by {@link #with}. */
final class ServerState implements Cloneable {
    /**
     * After a rolling update of an app with a domain the server once more looks at that app's old containers, 4.65 to 5.57 s
     * after the marker; another app whose routes change just then costs the first one its new containers. Nothing was ever lost
     * from 5 s on; 6 s keeps a distance.
     */
    static final Duration GAP = Duration.ofSeconds(6);

    /** The same where others are at work on the server too, so that its look may come late. */
    static final Duration TROUBLED_GAP = Duration.ofSeconds(12);

    /** After so many failures in a row a run goes on without this witness. */
    private static final int STREAM_TRIES = 4;

    /** A stream that breaks sooner than this counts as one more failure in a row. */
    private static final Duration OF_USE = Duration.ofSeconds(5);

    private static final Duration STREAM_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_STREAM_PAUSE = Duration.ofSeconds(8);

    Optional<ServerVersion> version = Optional.empty();
    Optional<String> problem = Optional.empty();
    boolean laneHeld;
    int laneRound;
    boolean troubled;
    boolean streamOpen;
    int streamRound;
    int streamFailures;
    Instant reopenAt = Instant.MIN;
    Instant streamOpenSince = Instant.MAX;
    private Instant newestMarker = Instant.MIN;

    ServerState with(Consumer<ServerState> change) {
        try {
            ServerState copy = (ServerState) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing is open or held any more, and what the server said of itself may have changed. */
    void resumed() {
        version = Optional.empty();
        problem = Optional.empty();
        laneHeld = false;
        streamOpen = false;
        streamOpenSince = Instant.MAX;
        streamFailures = 0;
        reopenAt = Instant.MIN;
        streamRound++;
    }

    /** Work begins here once more: the lane was left and the stream closed, or they are now. */
    void beginAgain() {
        laneHeld = false;
        laneRound++;
        streamOpen = false;
        streamOpenSince = Instant.MAX;
        streamRound++;
    }

    void streamOpened(Instant at) {
        streamOpen = true;
        streamOpenSince = at;
    }

    void streamEnded(Instant at) {
        boolean wasOfUse = streamOpen && !at.isBefore(streamOpenSince.plus(OF_USE));
        streamFailures = wasOfUse ? 0 : streamFailures;
        streamOpen = false;
        streamOpenSince = Instant.MAX;
        streamRound++;
        streamFailures++;
        Duration pause = STREAM_PAUSE.multipliedBy(1L << Math.min(streamFailures - 1, 6));
        reopenAt = at.plus(pause.compareTo(LONGEST_STREAM_PAUSE) < 0 ? pause : LONGEST_STREAM_PAUSE);
    }

    /** An update has ended after which the server looks at old containers again. */
    void updateEnded(Instant happenedAt) {
        if (happenedAt.isAfter(newestMarker)) {
            newestMarker = happenedAt;
        }
    }

    /** Whether a run can rely on the stream, or has to go on without it. */
    boolean isReadyToPost() {
        return streamOpen || streamFailures >= STREAM_TRIES;
    }

    /** Until when an app with a domain must not be deployed. */
    Instant gapEnd() {
        return newestMarker.equals(Instant.MIN) ? Instant.MIN : newestMarker.plus(troubled ? TROUBLED_GAP : GAP);
    }
}
