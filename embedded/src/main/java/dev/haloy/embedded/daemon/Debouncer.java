package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.ContainerSpec;
import dev.haloy.embedded.docker.DockerEvent;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the events of an app until it has been quiet for 5 s, or for 30 s at most. */
final class Debouncer {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TimeLine time;
    private final boolean tellsSuperseded;
    private final Consumer<Bundle> updater;
    private final Map<String, Pending> apps = new LinkedHashMap<>();

    private static final class Pending {
        private final Instant last;
        private final Set<String> startedIds = new LinkedHashSet<>();
        private String greatestId = "";
        private List<Domain> domains = List.of();
        private TimeLine.@Nullable Timer timer;

        Pending(Instant last) {
            this.last = last;
        }
    }

    Debouncer(TimeLine time, boolean tellsSuperseded, Consumer<Bundle> updater) {
        this.time = time;
        this.tellsSuperseded = tellsSuperseded;
        this.updater = updater;
    }

    void accept(DockerEvent event) {
        ContainerSpec spec = event.container().spec();
        if (!spec.hasReadableLabels()) {
            return;
        }
        Instant now = time.instant();
        Pending pending = apps.computeIfAbsent(spec.app(), app -> new Pending(now.plus(LONGEST)));
        note(pending, event.kind(), spec);
        TimeLine.Timer earlier = pending.timer;
        if (earlier != null) {
            earlier.cancel();
        }
        Duration left = Duration.between(now, pending.last);
        Duration wait = left.compareTo(QUIET) < 0 ? left : QUIET;
        pending.timer = time.after(wait, () -> release(spec.app()));
    }

    private static void note(Pending pending, DockerEvent.Kind kind, ContainerSpec spec) {
        if (spec.deploymentId().compareTo(pending.greatestId) >= 0) {
            pending.greatestId = spec.deploymentId();
            pending.domains = spec.domains();
        }
        if (kind == DockerEvent.Kind.START) {
            pending.startedIds.add(spec.deploymentId());
        }
    }

    private void release(String app) {
        Pending pending = apps.remove(app);
        if (pending == null) {
            return;
        }
        boolean started = !pending.startedIds.isEmpty();
        List<String> others = new ArrayList<>(pending.startedIds);
        others.remove(pending.greatestId);
        updater.accept(
                new Bundle(app, pending.greatestId, pending.domains, started, tellsSuperseded ? others : List.of()));
    }
}
