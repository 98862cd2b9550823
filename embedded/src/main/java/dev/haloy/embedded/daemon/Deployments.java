package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Quirk;
import java.util.List;

/** Accepting deployments and rollbacks, which are deployments of an earlier version under a new id. */
final class Deployments {
    private final Machine machine;
    private final Site site;
    private final JsonShape deployShape;
    private final JsonShape rollbackShape;

    Deployments(Machine machine, Site site) {
        this.machine = machine;
        this.site = site;
        this.deployShape = DeployShapes.request(site.dialect());
        this.rollbackShape = DeployShapes.rollback(site.dialect());
    }

    List<Route> all() {
        return List.of(
                Route.postWithBody("/v1/deploy", this::deploy),
                Route.get("/v1/rollback/*", this::list),
                Route.postWithBody("/v1/rollback", this::rollback));
    }

    private void deploy(Route.Call call, byte[] body) {
        try {
            DeployRequest request = DeployRequest.of(StrictJson.read(body, deployShape));
            if (request.deploymentId().isEmpty()) {
                throw new BadRequestException("deploymentID is missing");
            }
            check(request);
            call.reply().accepted();
            begin(request);
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private void check(DeployRequest request) throws BadRequestException {
        TargetRules.check(request.target());
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

    private void list(Route.Call call) {
        if (site.docker().isReachable()) {
            call.reply().json(RollbackText.of(candidates(call.parameter()), site.dialect()));
        } else {
            call.reply().error(500, "the containers cannot be listed");
        }
    }

    private List<HistoryRows.Row> candidates(String app) {
        return machine.history.rollbackTargets(app, site.docker());
    }

    private void rollback(Route.Call call, byte[] body) {
        try {
            JsonNode json = StrictJson.read(body, rollbackShape);
            String to = json.path("targetDeploymentID").asText("");
            String id = json.path("newDeploymentID").asText("");
            if (to.isEmpty() || id.isEmpty()) {
                throw new BadRequestException("targetDeploymentID and newDeploymentID must be given");
            }
            Target target = new Target(json.path("newTargetConfig"));
            check(new DeployRequest(id, target, Target.NONE, true));
            call.reply().accepted();
            rollBack(to, id, target);
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        }
    }

    private void rollBack(String to, String id, Target target) {
        for (HistoryRows.Row row : candidates(target.name())) {
            if (row.deploymentId().equals(to)) {
                begin(new DeployRequest(id, target, new Target(row.config()), true));
                return;
            }
        }
        String error = "deployment " + to + " cannot be rolled back to";
        if (site.has(Quirk.ROLLBACK_WITHOUT_MARKER)) {
            site.log()
                    .publish(LogEntry.error("The rollback failed")
                            .under(id)
                            .about(target.name())
                            .with("error", error));
        } else {
            site.publishFailure(target.name(), id, error);
        }
    }
}
