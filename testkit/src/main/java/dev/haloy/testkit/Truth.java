package dev.haloy.testkit;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.RunningVersion;
import dev.haloy.embedded.script.Fate;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds the outcomes of a rehearsed run against what its servers really run. */
final class Truth {
    private final Scene scene;
    private final Map<String, List<String>> before = new LinkedHashMap<>();

    /** Made before the run begins. */
    Truth(Scene scene) {
        this.scene = scene;
        for (ResolvedTarget target : scene.targets()) {
            before.put(target.key(), List.copyOf(scene.serverOf(target.key()).deployments(target.name())));
        }
    }

    /** What is wrong about the outcomes at the end of the run; empty if nothing is. */
    List<String> contradictions(DeployResult result) {
        List<String> wrong = new ArrayList<>();
        for (TargetResult target : result.targets()) {
            contradiction(target)
                    .ifPresent(reality ->
                            wrong.add(target.target() + ": " + target.outcome().summary() + "; in truth " + reality));
        }
        return wrong;
    }

    private Optional<String> contradiction(TargetResult target) {
        EmbeddedHaloyd server = scene.serverOf(target.target());
        Outcome outcome = target.outcome();
        if (outcome instanceof Outcome.Unknown) {
            return Optional.of(reality(server, target));
        } else if (outcome instanceof Outcome.Deployed deployed) {
            return runs(server, target, deployed.id(), deployed.replicas());
        } else if (outcome instanceof Outcome.RolledBack back) {
            return runs(server, target, back.to(), 1);
        } else if (outcome instanceof Outcome.Removed) {
            return server.containers(target.app()).isEmpty() ? Optional.empty() : Optional.of(reality(server, target));
        } else if (outcome instanceof Outcome.Failed failed) {
            return failed(server, target, failed);
        } else if (outcome instanceof Outcome.Skipped && !own(server, target).isEmpty()) {
            return Optional.of("something was sent: " + reality(server, target));
        }
        return moreThanOnce(server, target);
    }

    private Optional<String> runs(EmbeddedHaloyd server, TargetResult target, DeploymentId id, int replicas) {
        Optional<RunningVersion> running = server.running(target.app());
        boolean asSaid = running.filter(version -> version.deploymentId().equals(id.value()))
                .filter(version -> version.replicas() >= replicas)
                .isPresent();
        return asSaid ? moreThanOnce(server, target) : Optional.of(reality(server, target));
    }

    /** A server that itself calls a version failed which works is not ours to correct, as long as that it runs is said. */
    private Optional<String> failed(EmbeddedHaloyd server, TargetResult target, Outcome.Failed failed) {
        List<String> said =
                failed.nowRunning().stream().map(DeploymentId::value).toList();
        boolean silent = own(server, target).stream()
                .anyMatch(id -> server.fate(id) == Fate.RUNNING
                        && !said.contains(id)
                        && !server.declaredEnds(id).contains(false));
        boolean gone = said.stream()
                .anyMatch(id -> server.containers(target.app()).stream()
                        .noneMatch(container -> container.deploymentId().equals(id)));
        return silent || gone ? Optional.of(reality(server, target)) : moreThanOnce(server, target);
    }

    private Optional<String> moreThanOnce(EmbeddedHaloyd server, TargetResult target) {
        List<String> started = own(server, target).stream()
                .filter(id -> server.fate(id) != Fate.NEVER_STARTED)
                .toList();
        return started.size() > 1 && !(target.outcome() instanceof Outcome.RolledBack)
                ? Optional.of("it was deployed more than once: " + started)
                : Optional.empty();
    }

    /** The deployments of this run. */
    private List<String> own(EmbeddedHaloyd server, TargetResult target) {
        List<String> all = new ArrayList<>(server.deployments(target.app()));
        all.removeAll(before.getOrDefault(target.target(), List.of()));
        return all;
    }

    private String reality(EmbeddedHaloyd server, TargetResult target) {
        String running = server.running(target.app())
                .map(version -> version.deploymentId() + " x " + version.replicas() + " runs")
                .orElse("nothing runs");
        List<String> fates = own(server, target).stream()
                .map(id -> id + " is " + server.fate(id).name().toLowerCase(Locale.ROOT))
                .toList();
        return fates.isEmpty() ? running : running + " (" + String.join(", ", fates) + ")";
    }

    /** What was called deployed and is gone later; empty if nothing is. */
    List<String> losses(DeployResult result) {
        List<String> losses = new ArrayList<>();
        for (TargetResult target : result.targets()) {
            EmbeddedHaloyd server = scene.serverOf(target.target());
            if (target.outcome() instanceof Outcome.Deployed deployed
                    && runs(server, target, deployed.id(), deployed.replicas()).isPresent()) {
                losses.add(target.target() + ": called deployed as " + deployed.id() + "; a minute later "
                        + reality(server, target));
            }
        }
        return losses;
    }
}
