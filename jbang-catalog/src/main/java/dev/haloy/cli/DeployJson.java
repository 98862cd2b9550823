package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.TargetResult;
import dev.haloy.verdict.Outcome;
import java.util.List;

/**
 * The JSON object of {@code deploy} and of commands that are followed like it.
 *
 * <p>{@code runId}, {@code done}, {@code cancelled}, {@code uniform}, {@code exitStatus}, {@code millis}, {@code problems}
 * (of the run) and {@code targets}, each with {@code target}, {@code app}, {@code server}, {@code version} (what the server was
 * left with: {@code new}, {@code old} or {@code unclear}), {@code outcome} (the words of
 * {@link Verdict#word}), {@code summary}, {@code millis} and what the outcome knows: {@code deploymentId}, {@code
 * replicas}, {@code confirmedAt}, {@code phase}, {@code reason}, {@code nowRunning}, {@code containerLog}, {@code
 * lastSeen}, {@code howToFindOut}, {@code detail}. What images cost is told by {@code bytesSent}, {@code bytesSaved} and {@code deliveries}, each with
 * {@code image}, {@code server} and the same two numbers.
 */
final class DeployJson {
    private DeployJson() {}

    static ObjectNode of(String command, DeployResult result) {
        ObjectNode json = Json.object(command)
                .put("runId", result.runId())
                .put("done", result.isDone())
                .put("cancelled", result.cancelled())
                .put("uniform", result.isUniform())
                .put("exitStatus", result.exitCode())
                .put("millis", result.took().toMillis());
        json.set("problems", Json.strings(result.runProblems()));
        ArrayNode targets = json.putArray("targets");
        result.targets().forEach(each -> targets.add(target(each)));
        ArrayNode images = json.put("bytesSent", result.bytesSent())
                .put("bytesSaved", result.bytesSaved())
                .putArray("deliveries");
        result.deliveries()
                .forEach(each -> images.addObject()
                        .put("image", each.image())
                        .put("server", each.server())
                        .put("bytesSent", each.bytesSent())
                        .put("bytesSaved", each.bytesSaved()));
        return json;
    }

    private static ObjectNode target(TargetResult result) {
        ObjectNode json = Json.object()
                .put("target", result.target())
                .put("app", result.app())
                .put("server", result.server())
                .put("version", lower(result.version()))
                .put("millis", result.took().toMillis());
        outcome(json, result.outcome());
        return json;
    }

    /** Adds the keys of an outcome to an object. */
    static void outcome(ObjectNode json, Outcome outcome) {
        json.put("outcome", Verdict.word(outcome)).put("summary", outcome.summary());
        if (outcome instanceof Outcome.Deployed deployed) {
            json.put("deploymentId", deployed.id().value())
                    .put("replicas", deployed.replicas())
                    .put("confirmedAt", deployed.confirmedAt().toString());
        } else if (outcome instanceof Outcome.Accepted accepted) {
            json.put("deploymentId", accepted.id().value());
        } else if (outcome instanceof Outcome.Failed failed) {
            failure(json, failed);
        } else if (outcome instanceof Outcome.RolledBack back) {
            json.put("deploymentId", back.to().value());
            failure(json, back.because());
        } else if (outcome instanceof Outcome.Removed removed) {
            failure(json, removed.because());
        } else if (outcome instanceof Outcome.Superseded superseded) {
            json.put("deploymentId", superseded.by().value());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            json.put("reason", lower(skipped.reason()));
            if (!skipped.detail().isEmpty()) {
                json.put("detail", skipped.detail());
            }
        } else if (outcome instanceof Outcome.Unknown unknown) {
            json.put("lastSeen", unknown.lastSeen()).put("howToFindOut", unknown.howToFindOut());
        }
    }

    private static void failure(ObjectNode json, Outcome.Failed failed) {
        json.put("phase", lower(failed.phase())).put("reason", failed.reason());
        json.set("nowRunning", ids(failed.nowRunning()));
        json.set("containerLog", Json.strings(failed.containerLog()));
    }

    private static ArrayNode ids(List<DeploymentId> ids) {
        return Json.strings(ids.stream().map(DeploymentId::value).toList());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
