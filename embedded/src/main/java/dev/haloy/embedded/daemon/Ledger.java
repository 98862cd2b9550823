package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What really happened to every deployment. Nobody on the wire can read it, and no restart loses it. */
final class Ledger {
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();

    /** One deployment id and its story. */
    static final class Deployment {
        final String id;
        final String app;
        final int replicas;
        final Behaviour behaviour;
        private final List<Mark> marks = new ArrayList<>();
        private boolean started;
        private boolean settled;
        private boolean failed;

        Deployment(String id, String app, int replicas, Behaviour behaviour) {
            this.id = id;
            this.app = app;
            this.replicas = replicas;
            this.behaviour = behaviour;
        }

        void started() {
            started = true;
        }

        void settled() {
            settled = true;
        }

        void marked(Mark mark) {
            marks.add(mark);
            settled = true;
        }

        /** It has failed, but nobody is told so. */
        void failedSilently() {
            failed = true;
            settled = true;
        }

        boolean hasFailed() {
            return failed || marks.contains(Mark.FAILURE);
        }
    }

    Deployment accept(String id, String app, int replicas, Behaviour behaviour) {
        return deployments.computeIfAbsent(id, unknown -> new Deployment(unknown, app, replicas, behaviour));
    }

    @Nullable
    Deployment find(String id) {
        return deployments.get(id);
    }

    List<String> accepted(String app) {
        return deployments.values().stream()
                .filter(deployment -> deployment.app.equals(app))
                .map(deployment -> deployment.id)
                .toList();
    }

    Behaviour behaviour(String id) {
        Deployment known = deployments.get(id);
        return known == null ? Behaviour.healthy() : known.behaviour;
    }

    void marked(String id, Mark mark) {
        Deployment known = deployments.get(id);
        if (known != null) {
            known.marked(mark);
        }
    }

    /** An update of the app has ended: nobody works on these ids any more. */
    void settle(String app, String upToId) {
        for (Deployment deployment : deployments.values()) {
            if (deployment.started && deployment.app.equals(app) && deployment.id.compareTo(upToId) <= 0) {
                deployment.settled();
            }
        }
    }

    /** The process is gone, and with it whatever it was at. */
    void settleAll() {
        deployments.values().forEach(Deployment::settled);
    }

    List<Mark> marks(String id) {
        Deployment known = deployments.get(id);
        return known == null ? List.of() : List.copyOf(known.marks);
    }

    Fate fate(String id, DockerEngine docker, Instant now) {
        Deployment known = deployments.get(id);
        if (known == null) {
            return Fate.NEVER_STARTED;
        }
        if (!known.settled) {
            return Fate.UNDER_WAY;
        }
        List<Container> left = new ArrayList<>(docker.containersOf(known.app));
        left.removeIf(container -> !container.spec().deploymentId().equals(id));
        if (left.isEmpty()) {
            return gone(known);
        }
        boolean allWell = left.stream().allMatch(container -> container.isHealthy(now));
        return allWell && left.size() == known.replicas ? Fate.RUNNING : Fate.FAILED;
    }

    private static Fate gone(Deployment deployment) {
        if (deployment.hasFailed()) {
            return Fate.FAILED;
        }
        return deployment.started ? Fate.REMOVED : Fate.NEVER_STARTED;
    }
}
