package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A policy as JSON and back, so that a run that is gone on with keeps to it. */
final class PolicyJson {
    private PolicyJson() {}

    static ObjectNode write(DeployPolicy policy) {
        ObjectNode node = Json.object()
                .put("deadline", policy.deadline().toString())
                .put("callTimeout", policy.callTimeout().toString())
                .put("hookTimeout", policy.hookTimeout().toString())
                .put("buildTimeout", policy.buildTimeout().toString())
                .put("maxRetries", policy.maxRetries())
                .put("retryBudget", policy.retryBudget())
                .put("backoff", policy.backoff().toString())
                .put("maxBackoff", policy.maxBackoff().toString())
                .put("maxParallelServers", policy.maxParallelServers())
                .put("allowFirstDeployments", policy.allowFirstDeployments())
                .put("detach", policy.detach());
        policy.runDeadline().ifPresent(limit -> node.put("runDeadline", limit.toString()));
        if (!policy.waves().list().isEmpty()) {
            node.put("waves", policy.waves().toString());
        }
        policy.gates().forEach(gate -> node.withArray("gates").add(gate.name()));
        policy.failureBudget().ifPresent(most -> node.put("failureBudget", most));
        policy.waveFailureBudget().ifPresent(most -> node.put("waveFailureBudget", most));
        return node;
    }

    /** The policy a run was begun with; what the journal of an older version does not say is taken from another policy. */
    static DeployPolicy read(JsonNode node, DeployPolicy other) {
        return DeployPolicy.builder(other)
                .deadline(time(node, "deadline").orElse(other.deadline()))
                .runDeadline(node.isMissingNode() ? other.runDeadline() : time(node, "runDeadline"))
                .callTimeout(time(node, "callTimeout").orElse(other.callTimeout()))
                .hookTimeout(time(node, "hookTimeout").orElse(other.hookTimeout()))
                .buildTimeout(time(node, "buildTimeout").orElse(other.buildTimeout()))
                .maxRetries(node.path("maxRetries").asInt(other.maxRetries()))
                .retryBudget(node.path("retryBudget").asInt(other.retryBudget()))
                .backoff(time(node, "backoff").orElse(other.backoff()))
                .maxBackoff(time(node, "maxBackoff").orElse(other.maxBackoff()))
                .maxParallelServers(node.path("maxParallelServers").asInt(other.maxParallelServers()))
                .allowFirstDeployments(node.path("allowFirstDeployments").asBoolean(other.allowFirstDeployments()))
                .detach(node.path("detach").asBoolean(other.detach()))
                .waves(Json.text(node, "waves").map(Waves::parse).orElse(Waves.none()))
                .gates(Json.texts(node, "gates").stream().map(PolicyJson::gate).toList())
                .failureBudget(number(node, "failureBudget"))
                .waveFailureBudget(number(node, "waveFailureBudget"))
                .build();
    }

    /** A gate of which only the name is known: what it asks may be code, or hold secrets. */
    private static Gate gate(String name) {
        Gate.Answer answer = Gate.Answer.refuse("what it asks is not on record");
        return Gate.asking(name, context -> CompletableFuture.completedFuture(answer));
    }

    private static OptionalInt number(JsonNode node, String key) {
        return node.path(key).isInt() ? OptionalInt.of(node.path(key).asInt()) : OptionalInt.empty();
    }

    private static Optional<Duration> time(JsonNode node, String key) {
        return Json.text(node, key).map(Duration::parse);
    }
}
