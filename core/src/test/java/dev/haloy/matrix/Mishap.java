package dev.haloy.matrix;

import dev.haloy.embedded.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/** Something that happens to a request or its answer. */
enum Mishap {
    REFUSED("connection refused", Kind.NETWORK, Fault.none()),
    NO_SUCH_NAME("name cannot be resolved", Kind.NETWORK, Fault.none()),
    NO_TLS("TLS handshake fails", Kind.NETWORK, Fault.none()),
    CONNECT_HANGS("connection is never made", Kind.NETWORK, Fault.none()),
    HEADERS_HANG("connected, and no answer ever", Kind.NETWORK, Fault.none()),
    RESET("reset before it is executed", Kind.ANSWER, Fault.reset()),
    REPLY_LOST("executed, reset instead of an answer", Kind.ANSWER, Fault.replyLost()),
    SILENT("executed, and no answer ever", Kind.ANSWER, Fault.silenceAfterExecution()),
    SLOW("executed, answer two seconds late", Kind.ANSWER, Fault.stall(Duration.ofSeconds(2))),
    CUT_BODY("reset in the middle of the body", Kind.BODY, Fault.cutAtByte(12)),
    HALF_JSON("JSON that ends in the middle", Kind.BODY, Fault.garbled()),
    OVERSIZED("an answer of 33 MiB", Kind.TEXT, Fault.padded(33 << 20)),
    UNAUTHORIZED("401", Kind.ANSWER, Fault.refused(401, "unauthorized")),
    TOO_MANY("429", Kind.ANSWER, Fault.tooManyRequests()),
    SERVER_ERROR("500", Kind.ANSWER, Fault.refused(500, "internal error")),
    PAGE("503 page, not executed", Kind.ANSWER, Fault.unavailable()),
    PAGE_AFTER("503 page, executed", Kind.ANSWER, Fault.unavailableAfterExecution()),
    DAEMON_DIES("daemon is killed, back in five seconds", Kind.DAEMON, Fault.none()),
    CUT_STREAM("reset after one entry", Kind.STREAM, Fault.cutAfter(1)),
    ENDS_EARLY("ends properly before any entry", Kind.STREAM, Fault.endAfter(0)),
    NO_MARKER("ends properly instead of the end marker", Kind.STREAM, Fault.endWithoutMarker()),
    LONG_LINES("entries of more than 100 KiB", Kind.STREAM, Fault.padded(100 << 10)),
    TWICE("every entry twice", Kind.STREAM, Fault.duplicated()),
    OVERTAKING("entries overtake each other", Kind.STREAM, Fault.reordered()),
    CONTRADICTION("the opposite marker before each marker", Kind.STREAM, Fault.contradicted());

    /** Where it can happen. */
    private enum Kind {
        NETWORK,
        ANSWER,
        BODY,
        TEXT,
        STREAM,
        DAEMON
    }

    final String words;
    private final Kind kind;
    final Fault fault;

    Mishap(String words, Kind kind, Fault fault) {
        this.words = words;
        this.kind = kind;
        this.fault = fault;
    }

    /** Whether the request goes elsewhere instead of to the server. */
    boolean isOfNetwork() {
        return kind == Kind.NETWORK;
    }

    boolean killsDaemon() {
        return kind == Kind.DAEMON;
    }

    /** Why it cannot happen here; empty if it can. */
    Optional<String> obstacle(Spot spot) {
        boolean stream = spot.endpoint.isStream();
        if (kind == Kind.STREAM && !stream) {
            return Optional.of("no stream");
        }
        if (kind == Kind.TEXT && stream) {
            return Optional.of("a stream may be as long as it likes");
        }
        boolean hangs = this == CONNECT_HANGS || this == HEADERS_HANG || this == SILENT;
        if (hangs && (spot == Spot.ASSEMBLE || spot == Spot.ARCHIVE)) {
            return Optional.of(
                    "a server may take eleven minutes to load an image; `LongSilencesTest` has them in virtual time");
        }
        boolean needsBody = kind == Kind.BODY || kind == Kind.TEXT;
        return needsBody && spot.hasEmptyAnswer() ? Optional.of("the answer has no body") : Optional.empty();
    }

    /** Why it cannot happen again and again; empty if it can. */
    Optional<String> obstacleToRepeating(Spot spot) {
        return killsDaemon() ? Optional.of("a daemon that always dies answers nothing, as above") : obstacle(spot);
    }
}
