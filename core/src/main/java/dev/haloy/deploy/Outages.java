package dev.haloy.deploy;

import dev.haloy.deploy.Incident.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells from what became of a server's log stream when its daemon was away, and which losses of the stream that does not explain. */
final class Outages {
    /** How long a daemon is away whose going nobody noticed. */
    private static final Duration USUAL = Duration.ofSeconds(5);

    private final String server;
    private final Instant began;
    private final List<Restart> restarts = new ArrayList<>();
    private Optional<Instant> firstOpened = Optional.empty();
    private Optional<Instant> lost = Optional.empty();
    private boolean open;
    private int endsSinceLost;
    private int unexplained;

    Outages(String server, Instant began) {
        this.server = server;
        this.began = began;
    }

    /** The next fact of the run, whatever it is about. */
    void hear(Fact fact) {
        if (fact instanceof Fact.StreamOpened opened && opened.server().equals(server)) {
            open = true;
            firstOpened = firstOpened.or(() -> Optional.of(opened.at()));
        } else if (fact instanceof Fact.StreamEnded ended && ended.server().equals(server)) {
            ended(ended.at());
        } else if (fact instanceof Fact.DaemonStarted started
                && started.server().equals(server)) {
            started(started.happenedAt());
        }
    }

    private void ended(Instant at) {
        unexplained++;
        if (open) {
            lost = Optional.of(at);
            endsSinceLost = 0;
        }
        endsSinceLost++;
        open = false;
    }

    /** The stream also tells of starts before it was opened. */
    private void started(Instant at) {
        if (firstOpened.filter(at::isAfter).isEmpty()) {
            return;
        }
        Instant died = lost.filter(at::isAfter).orElse(at.minus(USUAL));
        if (lost.isPresent()) {
            unexplained -= endsSinceLost;
        }
        Duration since = Duration.between(began, died);
        restarts.add(new Restart(since.isNegative() ? Duration.ZERO : since, Duration.between(died, at)));
        lost = Optional.empty();
        endsSinceLost = 0;
    }

    /** How often the stream ended, or could not be opened, while the daemon lived. */
    int streamsLost() {
        return unexplained;
    }

    List<Restart> restarts() {
        return List.copyOf(restarts);
    }
}
