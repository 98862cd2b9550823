package dev.haloy.verdict;

import dev.haloy.client.AppStatus;
import java.util.Optional;

/** Says in words what was seen last of a deployment that nobody could decide about. */
final class LastSeen {
    private LastSeen() {}

    static String of(Evidence evidence) {
        StringBuilder text = new StringBuilder(sent(evidence));
        evidence.last(Sighting.Marker.class)
                .ifPresent(marker -> text.append(
                        marker.success() ? ", the server reported success" : ", the server reported a failure"));
        evidence.last(Sighting.DaemonStarted.class)
                .ifPresent(seen -> text.append(", the daemon restarted in the middle of it"));
        Optional<Sighting.Status> status = evidence.last(Sighting.Status.class);
        status.ifPresent(seen -> text.append(", last status: ").append(words(seen.status())));
        if (status.isEmpty()) {
            evidence.last(Sighting.NoStatus.class)
                    .ifPresent(seen ->
                            text.append(", the server cannot be asked: ").append(seen.reason()));
        }
        evidence.last(Sighting.GaveUp.class).ifPresent(seen -> text.append("; ").append(seen.why()));
        return text.toString();
    }

    private static String sent(Evidence evidence) {
        if (evidence.wasTaken()) {
            return evidence.id().map(id -> id + " was accepted").orElse("accepted");
        }
        return evidence.last(Sighting.Doubted.class)
                .map(doubt -> "the request got no answer (" + doubt.reason() + ")")
                .orElse("the request is under way");
    }

    private static String words(Optional<AppStatus> status) {
        return status.map(app -> app.deploymentId() + " " + app.state() + " x"
                        + app.containerIds().size())
                .orElse("no containers");
    }
}
