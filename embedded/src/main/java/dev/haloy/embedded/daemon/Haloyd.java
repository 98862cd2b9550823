package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of the daemon, from its start to its end. What it knows by heart ends with it. */
final class Haloyd {
    private static final Duration RESUBSCRIBING_TAKES = Duration.ofSeconds(5);

    private final Machine machine;
    private final Lifetime life;
    private final Site site;
    private final Updater updater;
    private final Router router;
    private final JsonShape deployShape;

    Haloyd(Machine machine) {
        this.machine = machine;
        life = new Lifetime(machine.time);
        LogHub log = new LogHub(life, machine.settings.quirks(), machine.journal::add);
        site = new Site(
                life,
                log,
                machine.docker,
                machine.ledger,
                machine.certificates,
                machine.routes,
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
        deployShape = DeployShapes.request(machine.dialect);
        boolean limited = site.has(Quirk.RATE_LIMIT) && machine.dialect.since(8);
        router = new Router(life, machine.settings.token(), limited, routes());
    }

    /** Begins to listen to Docker; {@code afterDeath} also takes over what runs already. */
    void start(boolean afterDeath) {
        Debouncer debouncer = new Debouncer(life, !site.has(Quirk.SUPERSEDED_WITHOUT_MARKER), updater::update);
        machine.docker.listen(event -> {
            if (!life.isOver()) {
                debouncer.accept(event);
            }
        });
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

    private void announce() {
        site.log().publish(LogEntry.info("haloyd is ready").marked(Mark.STARTED_UP));
    }

    /** Ends as a killed process does: streams are cut, timers are gone. */
    void die() {
        life.end();
        site.log().cutAll();
    }

    int openStreams() {
        return site.log().openStreams();
    }

    void handle(WireRequest request, WireAnswer answer) {
        router.handle(request, answer);
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.getWithoutToken("/health", call -> call.reply().json(VersionText.health(site.dialect()))));
        Route.Handler version = call -> call.reply().json(VersionText.version(site.dialect(), site.routes()));
        routes.add(
                site.dialect().since(8)
                        ? Route.get("/v1/version", version)
                        : Route.getWithoutToken("/v1/version", version));
        routes.add(Route.post("/v1/deploy", this::deploy));
        routes.add(Route.stream(
                "/v1/deploy/*/logs", call -> site.log().openDeployment(call.parameter(), call.reply().stream())));
        routes.add(Route.get("/v1/status/*", this::status));
        String serverLogs = site.dialect().since(32) ? "/v1/server-logs" : "/v1/logs";
        routes.add(Route.stream(serverLogs, call -> site.log().openServer(call.reply().stream())));
        return routes;
    }

    private void deploy(Route.Call call) {
        try {
            JsonNode body = StrictJson.read(call.request().body(), deployShape);
            DeployRequest request = DeployRequest.of(body);
            if (request.deploymentId().isEmpty()) {
                throw new BadRequestException("deploymentID is missing");
            }
            TargetRules.check(request.target());
            refuseIncomplete(request);
            call.reply().accepted();
            begin(request);
        } catch (BadRequestException bad) {
            call.reply().error(400, String.valueOf(bad.getMessage()), false);
        }
    }

    private void refuseIncomplete(DeployRequest request) throws BadRequestException {
        if (site.has(Quirk.CRASH_ON_INCOMPLETE)) {
            return;
        }
        boolean noReadySeconds = site.dialect().since(46) && request.target().lacks("minReadySeconds");
        if (!request.target().hasImage() || request.target().lacks("replicas") || noReadySeconds) {
            throw new BadRequestException("image, replicas and minReadySeconds must be given");
        }
        if (request.hasIncompleteHistory()) {
            throw new BadRequestException("rollbackDeployConfig.image.history must be complete");
        }
    }

    private void begin(DeployRequest request) {
        Target target = request.target();
        Behaviour behaviour = machine.scripts.next(target.name(), target.imageReference());
        Ledger.Deployment deployment =
                machine.ledger.accept(request.deploymentId(), target.name(), target.replicas(), behaviour);
        new Starter(site, machine.history, request, deployment, machine::crash).run();
    }

    private void status(Route.Call call) {
        List<Container> containers = machine.docker.containersOf(call.parameter());
        if (!machine.docker.isReachable()) {
            call.reply().error(500, "the containers cannot be listed", false);
        } else if (containers.isEmpty()) {
            call.reply().error(404, "there is no container of this app", false);
        } else if (!containers.stream().allMatch(container -> container.spec().hasReadableLabels())) {
            call.reply().error(500, "the labels of a container cannot be read", false);
        } else {
            call.reply().json(StatusText.of(containers));
        }
    }
}
