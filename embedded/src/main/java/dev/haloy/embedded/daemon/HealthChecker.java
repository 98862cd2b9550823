package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerState;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks containers one after another: up to six probes each, with growing pauses. */
final class HealthChecker {
    private static final int ATTEMPTS = 6;
    private static final Duration ANSWER_TAKES = Duration.ofMillis(2);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final Duration DOCKER_MAY_TAKE = Duration.ofSeconds(30);
    private static final Duration DOCKER_IS_ASKED_EVERY = Duration.ofSeconds(1);

    private final TimeLine time;
    private final LogHub log;
    private final String deploymentId;
    private final ArrayDeque<Container> open;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Consumer<List<Verdict>> done;
    private boolean stopped;

    /** How one container fared; no error: it is healthy. */
    record Verdict(Container container, String error) {
        boolean isHealthy() {
            return error.isEmpty();
        }

        boolean isAbout(String app) {
            return container.spec().app().equals(app);
        }
    }

    /** Entries are published under {@code deploymentId}. */
    HealthChecker(
            TimeLine time, LogHub log, String deploymentId, List<Container> containers, Consumer<List<Verdict>> done) {
        this.time = time;
        this.log = log;
        this.deploymentId = deploymentId;
        this.open = new ArrayDeque<>(containers);
        this.done = done;
    }

    /** Gives up; nobody hears of a result. */
    void stop() {
        stopped = true;
    }

    void next() {
        if (stopped) {
            return;
        }
        Container container = open.poll();
        if (container == null) {
            done.accept(verdicts);
        } else if (!container.spec().hasReadableLabels()) {
            verdict(container, "its labels cannot be read");
        } else if (container.state() == ContainerState.RESTARTING) {
            verdict(container, "it is restarting (exit code 1)");
        } else if (container.spec().behaviour().isCheckedByDocker()) {
            askDocker(container, time.instant().plus(DOCKER_MAY_TAKE));
        } else {
            probe(container, 1);
        }
    }

    /** An image with a check of its own is not asked over HTTP. */
    private void askDocker(Container container, Instant patience) {
        Instant now = time.instant();
        if (stopped) {
            return;
        }
        if (!container.isRunning()) {
            verdict(container, "it went down while Docker checked it");
        } else if (container.dockerStillChecks(now)) {
            if (now.isBefore(patience)) {
                time.after(DOCKER_IS_ASKED_EVERY, () -> askDocker(container, patience));
            } else {
                verdict(container, "Docker's own check did not come to an end in 30 s");
            }
        } else if (container.isHealthy(now)) {
            waitUntilReady(container);
        } else {
            verdict(container, "Docker's own check says that it is unhealthy");
        }
    }

    private void probe(Container container, int attempt) {
        time.after(ANSWER_TAKES, () -> {
            if (stopped) {
                return;
            }
            boolean well = container.isRunning()
                    && !container.spec().healthPath().isEmpty()
                    && container.probe(time.instant()) < 400;
            if (well) {
                waitUntilReady(container);
            } else if (attempt == ATTEMPTS) {
                verdict(container, "no good answer to the health check in 6 attempts, the last one: status 500");
            } else {
                retry(container, attempt + 1);
            }
        });
    }

    private void retry(Container container, int attempt) {
        long pause = FIRST_PAUSE_MILLIS << (attempt - 2);
        log.publish(LogEntry.info("Health check is tried again")
                .under(deploymentId)
                .with("attempt", Integer.toString(attempt))
                .with("max_retries", Integer.toString(ATTEMPTS))
                .with("backoff", pause < 1000 ? pause + "ms" : pause / 1000 + "s"));
        time.after(Duration.ofMillis(pause), () -> probe(container, attempt));
    }

    private void waitUntilReady(Container container) {
        Duration wanted = Duration.ofSeconds(container.spec().minReadySeconds());
        Duration remaining =
                Duration.between(time.instant(), container.startedAt().plus(wanted));
        if (remaining.isNegative() || remaining.isZero()) {
            verdict(container, "");
            return;
        }
        log.publish(LogEntry.info("Waiting until the container has been up long enough")
                .under(deploymentId)
                .with("container_id", container.shortId())
                .with("remaining", seconds(remaining)));
        time.after(remaining, () -> verdict(container, container.isRunning() ? "" : "it went down while waiting"));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + "s";
    }

    private void verdict(Container container, String error) {
        verdicts.add(new Verdict(container, error));
        next();
    }
}
