package dev.haloy.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.client.ServerVersion;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ResolvedTarget.Strategy;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Facts as JSON objects and back. Facts hold no secrets, so neither do these. */
final class FactJson {
    private FactJson() {}

    static ObjectNode write(Fact fact) {
        ObjectNode node = Json.object();
        node.put("fact", fact.getClass().getSimpleName());
        node.put("at", fact.at().toString());
        if (fact instanceof Fact.VersionRead f) {
            node.put("server", f.server()).put("haloyd", f.version().haloyd());
            put(node, "capabilities", f.version().capabilities());
        } else if (fact instanceof Fact.VersionFailed f) {
            node.put("server", f.server()).put("reason", f.reason());
        } else if (fact instanceof Fact.StatusRead f) {
            node.put("target", f.target()).put("askedAt", f.askedAt().toString());
            f.status().ifPresent(status -> node.set("status", status(status)));
        } else if (fact instanceof Fact.StatusFailed f) {
            node.put("target", f.target())
                    .put("askedAt", f.askedAt().toString())
                    .put("reason", f.reason());
        } else if (fact instanceof Fact.HookIntended f) {
            hook(node, f.hook());
        } else if (fact instanceof Fact.HookEnded f) {
            hook(node, f.hook());
            f.problem().ifPresent(problem -> node.put("problem", problem));
        } else if (fact instanceof Fact.LaneEntered f) {
            node.put("server", f.server());
        } else if (fact instanceof Fact.LockTaken f) {
            node.put("target", f.target()).put("token", f.token());
        } else if (fact instanceof Fact.LockRefused f) {
            node.put("target", f.target()).put("reason", f.reason());
        } else if (fact instanceof Fact.LockLost f) {
            node.put("target", f.target()).put("reason", f.reason());
        } else if (fact instanceof Fact.StreamOpened f) {
            node.put("server", f.server());
        } else if (fact instanceof Fact.StreamEnded f) {
            node.put("server", f.server()).put("reason", f.reason());
        } else {
            seenOrSent(node, fact);
        }
        return node;
    }

    private static void seenOrSent(ObjectNode node, Fact fact) {
        if (fact instanceof Fact.MarkerSeen f) {
            node.put("server", f.server())
                    .put("happenedAt", f.happenedAt().toString())
                    .put("id", f.id().value());
            node.put("success", f.success()).put("routed", f.routed()).put("reason", f.reason());
        } else if (fact instanceof Fact.Mentioned f) {
            node.put("target", f.target()).put("id", f.id().value());
        } else if (fact instanceof Fact.ContainerLogSeen f) {
            node.put("target", f.target()).put("id", f.id().value()).put("text", f.text());
        } else if (fact instanceof Fact.ComplaintSeen f) {
            node.put("target", f.target()).put("id", f.id().value()).put("reason", f.reason());
        } else if (fact instanceof Fact.Restored f) {
            node.put("target", f.target()).put("id", f.to().value()).put("replicas", f.replicas());
            node.put("hasDomains", f.hasDomains()).put("strategy", f.strategy().name());
        } else if (fact instanceof Fact.HistoryRead f) {
            node.put("target", f.target());
            DescriptionJson.write(node, f.kept());
        } else if (fact instanceof Fact.Described f) {
            DescriptionJson.write(node, f);
        } else if (fact instanceof Fact.NotRestored f) {
            node.put("target", f.target()).put("reason", f.reason());
        } else if (fact instanceof GateFact f) {
            node.put("wave", f.wave()).put("gate", f.gate());
            if (f instanceof GateFact.GateAnswered answered) {
                answered.refusal().ifPresent(reason -> node.put("refusal", reason));
            }
        } else if (fact instanceof Fact.TroubleSeen f) {
            node.put("server", f.server());
        } else if (fact instanceof Fact.DaemonStarted f) {
            node.put("server", f.server()).put("happenedAt", f.happenedAt().toString());
        } else if (fact instanceof Fact.PostIntended f) {
            node.put("target", f.target()).put("attempt", f.attempt()).put("id", f.id().value());
        } else if (fact instanceof Fact.PostAnswered f) {
            node.put("target", f.target()).put("attempt", f.attempt());
            node.put("reaction", f.reaction().name()).put("reason", f.reason());
        } else if (fact instanceof Fact.OwnStreamEnded f) {
            node.put("target", f.target());
        } else if (fact instanceof Fact.Reached f) {
            node.put("what", f.what());
        } else if (fact instanceof Fact.OfImage f) {
            ImageFactJson.write(node, f);
        }
    }

    private static ObjectNode status(AppStatus status) {
        ObjectNode node = Json.object()
                .put("state", status.state())
                .put("id", status.deploymentId().value());
        put(node, "containers", status.containerIds());
        put(node, "domains", status.domains());
        return node;
    }

    private static void put(ObjectNode node, String key, Collection<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.stream().sorted().forEach(array::add);
    }

    private static void hook(ObjectNode node, HookRef hook) {
        hook.target().ifPresent(target -> node.put("target", target));
        node.put("stage", hook.stage().name()).put("index", hook.index());
        hook.code().ifPresent(name -> node.put("code", name));
    }

    /** The fact that an object stands for; an unknown one is an {@link IllegalArgumentException}. */
    static Fact read(JsonNode node) {
        Instant at = instant(node, "at");
        String kind = text(node, "fact");
        return switch (kind) {
            case "RunBegan" -> new Fact.RunBegan(at);
            case "VersionRead" ->
                new Fact.VersionRead(
                        at,
                        text(node, "server"),
                        new ServerVersion(text(node, "haloyd"), Set.copyOf(Json.texts(node, "capabilities"))));
            case "VersionFailed" -> new Fact.VersionFailed(at, text(node, "server"), text(node, "reason"));
            case "StatusRead" ->
                new Fact.StatusRead(
                        at,
                        instant(node, "askedAt"),
                        text(node, "target"),
                        Optional.ofNullable(node.get("status")).map(FactJson::status));
            case "StatusFailed" ->
                new Fact.StatusFailed(at, instant(node, "askedAt"), text(node, "target"), text(node, "reason"));
            case "HookIntended" -> new Fact.HookIntended(at, hook(node));
            case "HookEnded" -> new Fact.HookEnded(at, hook(node), Json.text(node, "problem"));
            case "LaneEntered" -> new Fact.LaneEntered(at, text(node, "server"));
            case "LockTaken" ->
                new Fact.LockTaken(at, text(node, "target"), node.path("token").asLong());
            case "LockRefused" -> new Fact.LockRefused(at, text(node, "target"), text(node, "reason"));
            case "LockLost" -> new Fact.LockLost(at, text(node, "target"), text(node, "reason"));
            case "StreamOpened" -> new Fact.StreamOpened(at, text(node, "server"));
            case "StreamEnded" -> new Fact.StreamEnded(at, text(node, "server"), text(node, "reason"));
            default -> readSeenOrSent(kind, at, node);
        };
    }

    private static Fact readSeenOrSent(String kind, Instant at, JsonNode node) {
        return switch (kind) {
            case "MarkerSeen" ->
                new Fact.MarkerSeen(
                        at,
                        text(node, "server"),
                        instant(node, "happenedAt"),
                        id(node),
                        Json.isTrue(node, "success"),
                        Json.isTrue(node, "routed"),
                        text(node, "reason"));
            case "Mentioned" -> new Fact.Mentioned(at, text(node, "target"), id(node));
            case "ContainerLogSeen" ->
                new Fact.ContainerLogSeen(at, text(node, "target"), id(node), text(node, "text"));
            case "ComplaintSeen" -> new Fact.ComplaintSeen(at, text(node, "target"), id(node), text(node, "reason"));
            case "Restored" ->
                new Fact.Restored(
                        at,
                        text(node, "target"),
                        id(node),
                        node.path("replicas").asInt(),
                        Json.isTrue(node, "hasDomains"),
                        Strategy.valueOf(text(node, "strategy")));
            case "HistoryRead" -> new Fact.HistoryRead(at, text(node, "target"), DescriptionJson.kept(node));
            case "Described" -> DescriptionJson.described(at, node);
            case "NotRestored" -> new Fact.NotRestored(at, text(node, "target"), text(node, "reason"));
            case "GateAsked" -> new GateFact.GateAsked(at, number(node, "wave"), number(node, "gate"));
            case "GateAnswered" ->
                new GateFact.GateAnswered(at, number(node, "wave"), number(node, "gate"), Json.text(node, "refusal"));
            case "TroubleSeen" -> new Fact.TroubleSeen(at, text(node, "server"));
            case "DaemonStarted" -> new Fact.DaemonStarted(at, text(node, "server"), instant(node, "happenedAt"));
            case "PostIntended" ->
                new Fact.PostIntended(
                        at, text(node, "target"), node.path("attempt").asInt(), id(node));
            case "PostAnswered" ->
                new Fact.PostAnswered(
                        at,
                        text(node, "target"),
                        node.path("attempt").asInt(),
                        Fact.Reaction.valueOf(text(node, "reaction")),
                        text(node, "reason"));
            case "OwnStreamEnded" -> new Fact.OwnStreamEnded(at, text(node, "target"));
            case "Reached" -> new Fact.Reached(at, text(node, "what"));
            case "Cancelled" -> new Fact.Cancelled(at);
            case "Resumed" -> new Fact.Resumed(at);
            default -> ImageFactJson.read(kind, at, node);
        };
    }

    private static AppStatus status(JsonNode node) {
        return new AppStatus(
                text(node, "state"), id(node), Json.texts(node, "containers"), Json.texts(node, "domains"));
    }

    private static HookRef hook(JsonNode node) {
        return new HookRef(
                Json.text(node, "target"),
                HookRef.Stage.valueOf(text(node, "stage")),
                node.path("index").asInt(),
                Json.text(node, "code"));
    }

    private static DeploymentId id(JsonNode node) {
        return new DeploymentId(text(node, "id"));
    }

    private static Instant instant(JsonNode node, String key) {
        return Instant.parse(text(node, key));
    }

    private static int number(JsonNode node, String key) {
        return node.path(key).asInt();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
