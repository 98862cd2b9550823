package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerState;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One update: health checks of everything on the server, new routes, certificates, removal of other versions, verdict.
 * That the removal hangs on <em>any</em> change of the routes is the original's weakness, and is kept.
 */
final class Update {
    private static final String TOO_LONG = "the update took longer than 15 min";

    private final Site site;
    private final Certificates certificates;
    private final Bundle bundle;
    private final Instant deadline;
    private final Runnable end;
    private TimeLine.@Nullable Timer limit;
    private @Nullable HealthChecker checker;
    private boolean over;
    private List<HealthChecker.Verdict> verdicts = List.of();

    Update(Site site, Certificates certificates, Bundle bundle, Instant deadline, Runnable end) {
        this.site = site;
        this.certificates = certificates;
        this.bundle = bundle;
        this.deadline = deadline;
        this.end = end;
    }

    void start() {
        Duration left = Duration.between(site.time().instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            fail(TOO_LONG);
            return;
        }
        limit = site.time().after(left, this::timeOut);
        List<Container> candidates = new ArrayList<>(site.docker().containers());
        candidates.removeIf(container -> !isUp(container) || !container.spec().isRoutable());
        HealthChecker own =
                new HealthChecker(site.time(), site.log(), bundle.deploymentId(), candidates, this::checked);
        checker = own;
        own.next();
    }

    private void timeOut() {
        HealthChecker current = checker;
        if (current != null) {
            current.stop();
        }
        fail(TOO_LONG);
    }

    private void stopWatch() {
        TimeLine.Timer pending = limit;
        if (pending != null) {
            pending.cancel();
        }
    }

    private static boolean isUp(Container container) {
        return container.isRunning() || container.state() == ContainerState.RESTARTING;
    }

    private void checked(List<HealthChecker.Verdict> found) {
        verdicts = found;
        found.stream().filter(verdict -> !verdict.isHealthy()).forEach(this::warn);
        if (bundle.started() && found.stream().anyMatch(this::isOwnAndHealthy)) {
            site.log()
                    .publish(LogEntry.info("Health check passed for " + bundle.app())
                            .under(bundle.deploymentId()));
        }
        route();
    }

    private void warn(HealthChecker.Verdict verdict) {
        Container container = verdict.container();
        site.log()
                .publish(LogEntry.warn("A container failed its health check")
                        .under(bundle.deploymentId())
                        .about(container.spec().app())
                        .with("container_id", container.shortId())
                        .with("deployment_id", container.spec().deploymentId())
                        .with("error", verdict.error()));
    }

    private boolean isOwnAndHealthy(HealthChecker.Verdict verdict) {
        return verdict.isHealthy()
                && verdict.isAbout(bundle.app())
                && verdict.container().spec().deploymentId().equals(bundle.deploymentId());
    }

    private void route() {
        Map<String, RouteTable.Route> table = site.routes().after(verdicts);
        if (site.routes().equalsTable(table)) {
            site.log().publish(LogEntry.debug("No route has changed").under(bundle.deploymentId()));
            certificates.lookAtAllLater(bundle.deploymentId());
            judge();
        } else if (RouteTable.isContradictory(table)) {
            fail("the proxy rejects the routes: a domain is used by two apps");
        } else {
            site.routes().replace(table);
            boolean failing = site.ledger().behaviour(bundle.deploymentId()).isCertificateFailing();
            certificates.ensure(bundle.domains(), bundle.deploymentId(), failing, this::certified);
        }
    }

    private void certified(String trouble) {
        if (over) {
            return;
        }
        if (trouble.isEmpty()) {
            removeOthers();
        } else {
            fail("certificates: " + trouble);
        }
    }

    private void removeOthers() {
        if (!site.has(Quirk.NEIGHBOUR_REMOVAL)
                && !site.routes().routedId(bundle.app()).equals(bundle.deploymentId())) {
            judge();
            return;
        }
        List<Container> others = new ArrayList<>(site.docker().containersOf(bundle.app()));
        others.removeIf(container -> container.spec().deploymentId().equals(bundle.deploymentId()));
        new Remover(site.time(), site.docker(), others, this::judge).run();
    }

    private void judge() {
        if (over) {
            return;
        }
        List<HealthChecker.Verdict> sick = new ArrayList<>(verdicts);
        sick.removeIf(verdict -> verdict.isHealthy() || !verdict.isAbout(bundle.app()));
        if (!bundle.started()) {
            finish();
        } else if (sick.isEmpty() || site.routes().routedId(bundle.app()).equals(bundle.deploymentId())) {
            succeed();
        } else {
            cleanUp(sick);
        }
    }

    private void succeed() {
        site.publishEnd(LogEntry.info("Deployed " + bundle.app())
                .under(bundle.deploymentId())
                .about(bundle.app())
                .domains(bundle.domains().stream().map(Domain::name).toList())
                .marked(Mark.SUCCESS));
        Duration lifeTime = site.ledger().behaviour(bundle.deploymentId()).lifeTime();
        if (!lifeTime.isZero()) {
            site.time().after(lifeTime, () -> new Remover(site.time(), site.docker(), own(), () -> {}).run());
        }
        finish();
    }

    private List<Container> own() {
        List<Container> own = new ArrayList<>(site.docker().containersOf(bundle.app()));
        own.removeIf(container -> !container.spec().deploymentId().equals(bundle.deploymentId()));
        return own;
    }

    private void cleanUp(List<HealthChecker.Verdict> sick) {
        stopWatch();
        Set<String> outputs = new LinkedHashSet<>();
        for (HealthChecker.Verdict verdict : sick) {
            String output = output(verdict.container());
            if (outputs.add(output)) {
                site.log()
                        .publish(LogEntry.error("What the failed container printed")
                                .under(bundle.deploymentId())
                                .with("container_id", verdict.container().shortId())
                                .with("logs", output));
            }
        }
        String reasons = sick.stream()
                .map(HealthChecker.Verdict::error)
                .distinct()
                .collect(Collectors.joining("; ", "health check failed: ", ""));
        new Remover(site.time(), site.docker(), own(), () -> fail(reasons)).run();
    }

    /** The last fifty lines. */
    private static String output(Container container) {
        return "\n" + String.join("\n", container.output().last(50));
    }

    private void fail(String error) {
        if (bundle.started()) {
            site.publishFailure(bundle.app(), bundle.deploymentId(), error);
        } else {
            site.log()
                    .publish(LogEntry.error("An update failed")
                            .under(bundle.deploymentId())
                            .with("error", error));
        }
        finish();
    }

    private void finish() {
        over = true;
        stopWatch();
        for (String older : bundle.superseded()) {
            site.publishFailure(bundle.app(), older, "superseded by " + bundle.deploymentId());
        }
        site.ledger().settle(bundle.app(), bundle.deploymentId());
        end.run();
    }
}
