package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.DockerEvent;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run of the daemon, from its start to its end. What it knows by heart ends with it. */
final class Haloyd {
    private static final Duration RESUBSCRIBING_TAKES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TIDYING = Duration.ofHours(12);

    private final Machine machine;
    private final Lifetime life;
    private final Site site;
    private final Updater updater;
    private final Router router;
    private final ContainerLogs containerLogs;
    private final TunnelRoute tunnels;

    Haloyd(Machine machine) {
        this.machine = machine;
        life = new Lifetime(machine.time);
        LogHub log = new LogHub(life, machine.settings, machine.journal::add);
        site = new Site(
                life,
                log,
                machine.docker,
                machine.ledger,
                machine.certificates,
                machine.routes,
                machine.logins,
                machine.dialect,
                machine.settings.quirks());
        Certificates certificates = new Certificates(
                life,
                log,
                machine.certificates,
                machine.routes,
                Domain.of(machine.settings.apiDomain()),
                machine.random.split());
        updater = new Updater(site, certificates);
        containerLogs = new ContainerLogs(site);
        tunnels = new TunnelRoute(site, life, machine.traits);
        boolean limited = site.has(Quirk.RATE_LIMIT) && machine.dialect.since(8);
        router = new Router(life, machine.settings.token(), limited, routes());
    }

    /** Begins to listen to Docker; {@code afterDeath} also takes over what runs already. */
    void start(boolean afterDeath) {
        Debouncer debouncer = new Debouncer(life, !site.has(Quirk.SUPERSEDED_WITHOUT_MARKER), updater::update);
        machine.docker.listen(event -> {
            if (!life.isOver()) {
                publishEvent(event);
                debouncer.accept(event);
            }
        });
        if (machine.settings.monitored()) {
            new HealthMonitor(site).start();
        }
        if (machine.settings.tidied()) {
            tidyLater(machine);
        }
        if (afterDeath) {
            updater.update(Bundle.WHOLE_SERVER, this::announce);
        } else {
            announce();
        }
    }

    /** Events were missed: after a pause, everything is looked at, and nobody is told how their deployment ended. */
    void lookAgain() {
        life.after(RESUBSCRIBING_TAKES, () -> updater.update(Bundle.WHOLE_SERVER));
    }

    private void tidyLater(Machine machine) {
        life.after(BETWEEN_TIDYING, () -> {
            machine.docker.images().prune();
            machine.pruneLayers();
            updater.update(Bundle.WHOLE_SERVER);
            tidyLater(machine);
        });
    }

    private void publishEvent(DockerEvent event) {
        site.log()
                .publish(LogEntry.debug("Docker tells of a container")
                        .under(event.container().spec().deploymentId())
                        .about(event.container().spec().app())
                        .with("event", event.kind().name().toLowerCase(Locale.ROOT))
                        .with("container_id", event.container().shortId()));
    }

    private void announce() {
        site.log().publish(LogEntry.info("haloyd is ready").marked(Mark.STARTED_UP));
    }

    /** Ends as a killed process does: streams are cut, timers are gone. */
    void die() {
        life.end();
        site.log().cutAll();
        containerLogs.cutAll();
    }

    int openTunnels() {
        return tunnels.openTunnels();
    }

    int openStreams() {
        return site.log().openStreams() + containerLogs.openStreams();
    }

    WireBody begin(WireRequest request, WireAnswer answer) {
        return router.begin(request, answer);
    }

    private List<Route> routes() {
        Dialect dialect = site.dialect();
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/health", call -> call.reply().json(VersionText.health(dialect)))
                .withoutToken());
        Route version =
                Route.get("/v1/version", call -> call.reply().json(VersionText.version(dialect, site.routes())));
        routes.add(dialect.since(8) ? version : version.withoutToken());
        routes.addAll(new Deployments(machine, site).all());
        routes.add(Route.stream(
                "/v1/deploy/*/logs", call -> site.log().openDeployment(call.parameter(), call.reply().stream())));
        routes.add(Route.get("/v1/status/*", this::status));
        String serverLogs = dialect.since(32) ? "/v1/server-logs" : "/v1/logs";
        routes.add(Route.stream(serverLogs, call -> site.log().openServer(call.reply().stream())));
        routes.add(new StopRoute(site).route());
        routes.add(new ArchiveRoute(machine, life).route());
        addLater(routes);
        return routes;
    }

    private void addLater(List<Route> routes) {
        Dialect dialect = site.dialect();
        if (dialect.since(8)) {
            routes.add(new ExecRoute(site, life, machine.traits).route());
        }
        if (dialect.since(13)) {
            routes.add(tunnels.route());
        }
        if (dialect.since(24)) {
            routes.addAll(new LayerRoutes(machine, life).all());
        }
        if (dialect.since(32)) {
            routes.add(containerLogs.route());
        }
        if (dialect.since(41)) {
            routes.add(new DiskRoute(machine).route());
        }
        if (dialect.since(42)) {
            routes.add(new PruneRoute(machine.docker).route());
        }
        if (dialect.since(57)) {
            routes.addAll(new RegistryRoutes(machine.docker, machine.logins).all());
        }
    }

    private void status(Route.Call call) {
        List<Container> containers = machine.docker.containersOf(call.parameter());
        if (!machine.docker.isReachable()) {
            call.reply().error(500, "the containers cannot be listed");
        } else if (containers.isEmpty()) {
            call.reply().error(404, "there is no container of this app");
        } else if (!containers.stream().allMatch(container -> container.spec().hasReadableLabels())) {
            call.reply().error(500, "the labels of a container cannot be read");
        } else {
            call.reply().json(StatusText.of(containers));
        }
    }
}
