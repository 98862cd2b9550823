package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.deploy.Plan;
import dev.haloy.resolve.Snapshot;

/** A plan as an object. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode of(String command, Plan plan, int exit) {
        ObjectNode json = Json.object(command).put("exitStatus", exit);
        json.put("hasChanges", plan.hasChanges());
        ArrayNode targets = json.putArray("targets");
        plan.steps().forEach(step -> step(targets.addObject(), step));
        ArrayNode waves = json.putArray("waves");
        plan.waves().forEach(wave -> waves.add(Json.strings(wave)));
        json.set("gates", Json.strings(plan.gates()));
        json.set("obstacles", Json.strings(plan.obstacles()));
        return json;
    }

    private static void step(ObjectNode target, Plan.Step step) {
        target.put("target", step.target()).put("app", step.app()).put("server", step.server());
        step.now()
                .ifPresent(now -> target.putObject("now")
                        .put("deploymentId", now.id().value())
                        .put("state", now.state())
                        .put("containers", now.containers()));
        ObjectNode then = target.putObject("then")
                .put("image", step.image())
                .put("replicas", step.replicas())
                .put("strategy", step.strategy());
        then.set("domains", Json.strings(step.domains()));
        then.set("preDeploy", Json.strings(step.preDeploy()));
        then.set("postDeploy", Json.strings(step.postDeploy()));
        step.delivery().ifPresent(delivery -> then.put("delivery", delivery));
        changes(target.putObject("changes"), step.changes());
        back(target.putObject("back"), step.back());
    }

    private static void changes(ObjectNode node, Plan.Changes changes) {
        node.put("any", !changes.isEmpty()).put("first", changes.first());
        ArrayNode settings = node.putArray("settings");
        for (Snapshot.Difference each : changes.settings()) {
            ObjectNode setting = settings.addObject().put("setting", each.setting());
            each.now().ifPresent(text -> setting.put("now", text));
            each.then().ifPresent(text -> setting.put("then", text));
        }
        node.set("unknown", Json.strings(changes.unknown()));
        node.set("notCompared", Json.strings(changes.notCompared()));
    }

    private static void back(ObjectNode node, Plan.GoingBack back) {
        back.to().ifPresent(id -> node.put("to", id.value()));
        back.image().ifPresent(image -> node.put("image", image));
        back.obstacle().ifPresent(why -> node.put("obstacle", why));
    }
}
