package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerSpec;
import dev.haloy.embedded.docker.NameTakenException;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first half of one deployment, from the accepted request to running containers. It takes 120 s at most and tells
 * the second half nothing: that one learns of the containers from Docker's events.
 */
final class Starter {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CREATING_TAKES = Duration.ofMillis(100);
    private static final Duration STARTING_TAKES = Duration.ofMillis(150);
    private static final Duration DYING_TAKES = Duration.ofMillis(1);

    private final Site site;
    private final HistoryRows history;
    private final DeployRequest request;
    private final Ledger.Deployment deployment;
    private final Runnable crash;
    private final List<Container> started = new ArrayList<>();
    private final TimeLine.Timer limit;
    private boolean over;

    /** {@code crash} kills the daemon. */
    Starter(Site site, HistoryRows history, DeployRequest request, Ledger.Deployment deployment, Runnable crash) {
        this.site = site;
        this.history = history;
        this.request = request;
        this.deployment = deployment;
        this.crash = crash;
        this.limit = site.time().after(LIMIT, () -> fail("starting took longer than 120 s"));
    }

    void run() {
        if (!site.docker().isReachable()) {
            stopSilently();
        } else if (target().hasImage()) {
            new ImageStep(site, id(), target(), behaviour()).run(this::imageIsThere);
        } else {
            site.time().after(DYING_TAKES, crash);
        }
    }

    /** Without Docker there is an entry but, in the original too, no end marker. */
    private void stopSilently() {
        site.log()
                .publish(LogEntry.error("Docker cannot be reached")
                        .under(id())
                        .with("error", "the Docker engine does not answer"));
        deployment.settled();
        end();
    }

    private void imageIsThere(String trouble) {
        if (over) {
            return;
        }
        boolean tagged = !target().historyStrategy().equals("none");
        if (!trouble.isEmpty()) {
            fail(trouble);
        } else if (tagged && !Names.isImageName(target().name())) {
            fail("the image cannot be tagged: '" + target().name() + "' is not in lower case");
        } else {
            if (tagged) {
                site.docker().images().tag(tag(), target().imageReference());
            }
            removeOld();
        }
    }

    private void removeOld() {
        if (!target().isReplace()) {
            createVolumes();
            return;
        }
        List<Container> old = site.docker().containersOf(target().name());
        if (old.size() > 3) {
            site.log()
                    .publish(LogEntry.info("Old containers are being stopped")
                            .under(id())
                            .with("count", Integer.toString(old.size())));
        }
        new Remover(site.time(), site.docker(), old, this::createVolumes).run();
    }

    private void createVolumes() {
        if (over) {
            return;
        }
        for (String volume : target().namedVolumes()) {
            if (site.docker().createVolume(volume, target().name())) {
                site.log()
                        .publish(LogEntry.info("A volume was created")
                                .under(id())
                                .with("volume", volume));
            }
        }
        if (target().lacks("replicas") || (target().lacks("minReadySeconds") && knowsMinReadySeconds())) {
            site.time().after(DYING_TAKES, crash);
        } else {
            startReplica(1);
        }
    }

    private boolean knowsMinReadySeconds() {
        return site.dialect().since(46);
    }

    private void startReplica(int replica) {
        site.time().after(CREATING_TAKES.plus(behaviour().startTime()), () -> {
            if (over) {
                return;
            }
            try {
                Container container = site.docker().create(spec(replica));
                site.time().after(STARTING_TAKES, () -> replicaIsUp(container, replica));
            } catch (NameTakenException conflict) {
                fail("container could not be created: " + conflict.getMessage());
            }
        });
    }

    private void replicaIsUp(Container container, int replica) {
        if (over) {
            return;
        }
        if (!site.docker().start(container)) {
            fail("container could not be started: it is no longer there");
            return;
        }
        deployment.started();
        started.add(container);
        if (replica < target().replicas()) {
            startReplica(replica + 1);
        } else {
            allAreUp();
        }
    }

    private void allAreUp() {
        LogEntry entry = started.size() == 1
                ? LogEntry.info("Container started for " + target().name())
                        .with("containerID", started.get(0).id())
                : LogEntry.info("Containers started for " + target().name())
                        .with("count", Integer.toString(started.size()));
        site.log().publish(entry.under(id()));
        if (request.rollback()) {
            site.log()
                    .publish(LogEntry.info("The rollback was initiated")
                            .under(id())
                            .about(target().name()));
        }
        end();
        keepHistory();
    }

    private void keepHistory() {
        Target stored = request.stored();
        if (request.hasIncompleteHistory()) {
            site.time().after(DYING_TAKES, crash);
            return;
        }
        String strategy = stored.historyStrategy();
        if (!stored.hasImage() || strategy.equals("none")) {
            return;
        }
        if (!history.add(new HistoryRows.Row(id(), target().name(), stored.json(), tag()))) {
            site.log()
                    .publish(LogEntry.warn("The history has this deployment already")
                            .under(id()));
        }
        int count = stored.history().path("count").asInt(1);
        history.prune(
                target().name(), count, strategy.equals("local"), site.docker().images());
        publishPruned(site.docker().images().prune());
    }

    /** The clean-up meets the untagged images of everybody who uses this Docker engine. */
    private void publishPruned(List<Long> sizes) {
        if (!sizes.isEmpty()) {
            long bytes = sizes.stream().mapToLong(Long::longValue).sum();
            site.log()
                    .publish(LogEntry.info("Images without a name were removed")
                            .under(id())
                            .with("count", Integer.toString(sizes.size()))
                            .with("bytes_reclaimed", Long.toString(bytes)));
        }
    }

    private ContainerSpec spec(int replica) {
        String base = target().isStaticallyNamed() ? target().name() : target().name() + "-" + id();
        return new ContainerSpec(
                target().replicas() > 1 ? base + "-r" + replica : base,
                target().name(),
                id(),
                target().text("port"),
                target().text("healthCheckPath"),
                target().minReadySeconds(),
                target().domains(),
                target().network(),
                target().historyStrategy().equals("none") ? target().imageReference() : tag(),
                target().imageReference(),
                replica,
                behaviour());
    }

    private void fail(String error) {
        if (!over) {
            end();
            if (request.rollback() && site.has(Quirk.ROLLBACK_WITHOUT_MARKER)) {
                failSilently(error);
            } else {
                site.publishFailure(target().name(), id(), error);
            }
        }
    }

    private void failSilently(String error) {
        site.log()
                .publish(LogEntry.error("The rollback failed")
                        .under(id())
                        .about(target().name())
                        .with("error", error));
        deployment.failedSilently();
    }

    private void end() {
        over = true;
        limit.cancel();
    }

    private Target target() {
        return request.target();
    }

    private Behaviour behaviour() {
        return deployment.behaviour;
    }

    private String id() {
        return request.deploymentId();
    }

    private String tag() {
        return target().name() + ":" + id();
    }
}
