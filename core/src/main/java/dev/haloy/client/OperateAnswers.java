package dev.haloy.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.internal.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** From the bytes of answers about running apps and servers to what they mean; empty if they make no sense. */
final class OperateAnswers {
    private OperateAnswers() {}

    static Optional<List<ExecResult>> exec(byte[] body) {
        return list(body, "results", OperateAnswers::execResult).filter(results -> !results.isEmpty());
    }

    private static ExecResult execResult(JsonNode node) {
        return new ExecResult(
                Json.text(node, "containerId").orElse(""),
                // A result without a code is no success.
                number(node, "exitCode").orElse(1),
                Json.text(node, "stdout").orElse(""),
                Json.text(node, "stderr").orElse(""),
                Json.text(node, "error"));
    }

    static Optional<PrunedImages> pruned(byte[] body) {
        return Json.parse(body)
                .filter(node -> number(node, "keep").isPresent())
                .map(node -> new PrunedImages(
                        number(node, "keep").orElse(0),
                        Json.isTrue(node, "applied"),
                        Json.texts(node, "runningDeploymentIds").stream()
                                .map(DeploymentId::new)
                                .toList(),
                        list(body, "tags", OperateAnswers::tag).orElse(List.of())));
    }

    private static PrunedImages.Tag tag(JsonNode node) {
        return new PrunedImages.Tag(
                Json.text(node, "tag").orElse(""),
                new DeploymentId(Json.text(node, "deploymentId").orElse("")));
    }

    static Optional<List<RegistryLogin>> logins(byte[] body) {
        return list(body, "registries", OperateAnswers::login);
    }

    static Optional<RegistryLogin> login(byte[] body) {
        return Json.parse(body)
                .filter(node -> Json.text(node, "server").isPresent())
                .map(OperateAnswers::login);
    }

    private static RegistryLogin login(JsonNode node) {
        return new RegistryLogin(
                Json.text(node, "server").orElse(""),
                Json.text(node, "username").orElse(""));
    }

    static Optional<ServerComponents> components(byte[] body) {
        return Answers.version(body)
                .flatMap(daemon -> Json.parse(body)
                        .map(node -> new ServerComponents(
                                daemon,
                                Json.text(node, "haloy_proxy").map(version -> proxy(version, node)),
                                number(node, "haloy_proxy_required_generation"),
                                number(node, "haloy_proxy_required_schema_version"))));
    }

    private static ServerComponents.Proxy proxy(String version, JsonNode node) {
        return new ServerComponents.Proxy(
                version,
                number(node, "haloy_proxy_generation"),
                number(node, "haloy_proxy_schema_version"),
                Optional.ofNullable(node.get("haloy_proxy_compatible"))
                        .filter(JsonNode::isBoolean)
                        .map(JsonNode::booleanValue));
    }

    /** A list that nothing was ever added to is sent as null. */
    private static <T> Optional<List<T>> list(byte[] body, String key, Function<JsonNode, T> element) {
        return Json.parse(body)
                .map(node -> node.get(key))
                .filter(list -> list.isArray() || list.isNull())
                .map(list -> StreamSupport.stream(list.spliterator(), false)
                        .map(element)
                        .toList());
    }

    private static OptionalInt number(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value != null && value.isInt() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }
}
