package dev.haloy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.client.LogEntry.End;
import dev.haloy.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the bytes of answers to what they mean; empty if they make no sense. */
final class Answers {
    private Answers() {}

    static Optional<ServerVersion> version(byte[] body) {
        return Json.parse(body)
                .flatMap(node -> Json.text(node, "haloyd")
                        .map(version -> new ServerVersion(version, Set.copyOf(Json.texts(node, "capabilities")))));
    }

    static Optional<AppStatus> status(byte[] body) {
        return Json.parse(body).flatMap(Answers::status);
    }

    private static Optional<AppStatus> status(JsonNode node) {
        Set<String> domains = new LinkedHashSet<>();
        JsonNode list = node.get("domains");
        if (list != null && list.isArray()) {
            // The server names every domain once per container.
            list.forEach(domain -> Json.text(domain, "domain").ifPresent(domains::add));
        }
        return Json.text(node, "deploymentId")
                .map(id -> new AppStatus(
                        Json.text(node, "state").orElse("unknown"),
                        new DeploymentId(id),
                        Json.texts(node, "containerIds"),
                        List.copyOf(domains)));
    }

    /** A list that is empty is sent as null. */
    static Optional<List<PastDeployment>> history(byte[] body) {
        return Json.parse(body).filter(node -> node.has("targets")).map(node -> {
            List<PastDeployment> past = new ArrayList<>();
            node.path("targets")
                    .forEach(row -> Json.text(row, "DeploymentID")
                            .ifPresent(id -> past.add(new PastDeployment(
                                    new DeploymentId(id),
                                    Json.text(row, "ImageRef").orElse(""),
                                    storedConfig(row)))));
            return List.copyOf(past);
        });
    }

    private static ObjectNode storedConfig(JsonNode row) {
        JsonNode config = row.has("RawDeployConfig") ? row.get("RawDeployConfig") : row.get("RawAppConfig");
        return config instanceof ObjectNode object ? object : Json.object();
    }

    static Optional<ContainerLine> containerLine(String json) {
        return Json.parse(json)
                .filter(JsonNode::isObject)
                .map(node -> new ContainerLine(
                        Json.text(node, "containerId").orElse(""),
                        Json.text(node, "line").orElse("")));
    }

    static Optional<LogEntry> entry(String json) {
        return Json.parse(json).filter(JsonNode::isObject).map(Answers::entry);
    }

    private static LogEntry entry(JsonNode node) {
        return new LogEntry(
                Json.text(node, "level").orElse("INFO"),
                Json.text(node, "message").orElse(""),
                Json.text(node, "timestamp").flatMap(Timestamps::rfc3339),
                Json.text(node, "deploymentID").map(DeploymentId::new),
                Json.text(node, "appName"),
                new ArrayList<>(Json.texts(node, "domains")),
                Json.textMap(node, "fields"),
                end(node),
                Json.isTrue(node, "isHaloydInitComplete"));
    }

    /** A failure is complete as well, so failure is asked for first. */
    private static End end(JsonNode node) {
        if (Json.isTrue(node, "isDeploymentFailed")) {
            return End.FAILURE;
        }
        return Json.isTrue(node, "isDeploymentSuccess") ? End.SUCCESS : End.NONE;
    }
}
