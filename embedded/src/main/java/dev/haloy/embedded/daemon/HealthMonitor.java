package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks every 15 s at the containers that get visitors: three bad looks in a row take one out of the routes, two good
 * ones bring it back. It says so in the server's log, and changes nothing else.
 */
final class HealthMonitor {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final int BAD_LOOKS = 3;
    private static final int GOOD_LOOKS = 2;

    private final Site site;
    /** Looks in a row by container id: good ones are positive, bad ones negative. */
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    HealthMonitor(Site site) {
        this.site = site;
    }

    void start() {
        site.time().after(PERIOD, () -> {
            if (site.docker().isReachable()) {
                site.docker().containers().forEach(this::look);
            }
            start();
        });
    }

    private void look(Container container) {
        String app = container.spec().app();
        if (!site.routes().isRouted(app, container.id())) {
            rows.remove(container.id());
            return;
        }
        boolean healthy = container.isHealthy(site.time().instant());
        int before = rows.getOrDefault(container.id(), 0);
        int row = healthy ? Math.max(before, 0) + 1 : Math.min(before, 0) - 1;
        rows.put(container.id(), row);
        boolean out = site.routes().isOut(container.id());
        if (!out && row <= -BAD_LOOKS) {
            site.routes().takeOut(container.id());
            publish(LogEntry.warn("A container gets no more visitors: it is unhealthy"), container);
        } else if (out && row >= GOOD_LOOKS) {
            site.routes().bringBack(container.id());
            publish(LogEntry.info("A container gets visitors again"), container);
        }
    }

    private void publish(LogEntry entry, Container container) {
        site.log()
                .publish(entry.about(container.spec().app())
                        .with("container_id", container.shortId())
                        .with("container_deployment_id", container.spec().deploymentId()));
    }
}
