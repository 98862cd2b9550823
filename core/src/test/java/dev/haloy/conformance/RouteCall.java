package dev.haloy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.client.ContainerChoice;
import dev.haloy.client.ContainerLine;
import dev.haloy.client.ContainerLogStream;
import dev.haloy.client.LogOptions;
import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerException;
import dev.haloy.client.UploadBody;
import dev.haloy.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The call of the client that makes a recorded request, and what it understood, said as the recording says it. */
interface RouteCall {
    ObjectMapper MAPPER = new ObjectMapper();

    CompletableFuture<JsonNode> by(ServerClient client);

    /** None if the client never sends such a request. */
    static Optional<RouteCall> of(Recording exchange) {
        String route = exchange.method() + " " + exchange.path().replaceFirst("^(/v1/(stop|logs|exec))/[^/]+$", "$1/*");
        JsonNode body = exchange.json().at("/request/body");
        return switch (route) {
            case "POST /v1/images/layers/check" -> optional(body.has("digests"), missing(body));
            case "POST /v1/images/disk-space-check" -> optional(body.size() > 0, space(body));
            case "POST /v1/images/layers" -> optional(digest(exchange).isTextual(), upload(exchange));
            case "POST /v1/images/layers/assemble" -> Optional.of(assemble(body));
            case "POST /v1/images/upload" -> optional(body.has("bytes"), uploadWhole(body));
            case "POST /v1/stop/*" -> Optional.of(stop(exchange));
            case "GET /v1/logs/*" ->
                optional(exchange.query().size() < 2 || !names(exchange, "containerId"), logs(exchange));
            case "POST /v1/exec/*" -> optional(!(body.has("containerId") && body.has("allContainers")), exec(exchange));
            case "GET /v1/registries" ->
                Optional.of(client -> client.registries()
                        .list()
                        .thenApply(all -> json(Map.of(
                                "registries",
                                all.stream()
                                        .map(one -> login(one.registry(), one.username()))
                                        .toList()))));
            case "POST /v1/registries/login" ->
                Optional.of(client -> client.registries()
                        .login(text(body, "server"), text(body, "username"), Secret.of(text(body, "password")))
                        .thenApply(one -> json(login(one.registry(), one.username()))));
            case "POST /v1/registries/logout" ->
                Optional.of(client ->
                        client.registries().logout(text(body, "server")).thenApply(had -> json(had ? 204 : 404)));
            default -> Optional.empty();
        };
    }

    private static Optional<RouteCall> optional(boolean can, RouteCall call) {
        return can ? Optional.of(call) : Optional.empty();
    }

    private static RouteCall missing(JsonNode body) {
        return client -> client.images().missing(texts(body.path("digests"))).thenApply(RouteCall::json);
    }

    private static RouteCall space(JsonNode body) {
        return client -> (body.has("uploadSizeBytes")
                        ? client.images()
                                .spaceForArchive(body.path("uploadSizeBytes").asLong())
                        : client.images()
                                .spaceForLayers(
                                        body.path("layerUploadBytes").asLong(),
                                        body.path("assembledImageSizeBytes").asLong()))
                .thenApply(space -> {
                    Map<String, Object> all = new LinkedHashMap<>();
                    all.put("ok", space.ok());
                    all.put("path", space.path());
                    all.put("requiredBytes", space.requiredBytes());
                    all.put("availableBytes", space.availableBytes());
                    return json(all);
                });
    }

    private static JsonNode digest(Recording exchange) {
        return exchange.json().at("/request/headers").path("x-layer-digest");
    }

    private static RouteCall upload(Recording exchange) {
        JsonNode body = exchange.json().at("/request/body");
        return client -> client.images()
                .uploadLayer(
                        digest(exchange).asText(), new Zeros(body.path("bytes").asInt()), count -> {})
                .thenApply(RouteCall::json);
    }

    private static RouteCall assemble(JsonNode body) {
        return client -> client.images()
                .assemble(
                        text(body, "imageRef"),
                        binary(body.path("config")),
                        hex(body.path("manifest").path("Config").asText()),
                        texts(body.path("manifest").path("Layers")).stream()
                                .map(RouteCall::hex)
                                .toList())
                .thenApply(RouteCall::json);
    }

    private static byte[] binary(JsonNode base64) {
        try {
            return base64.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(String path) {
        return path.substring("blobs/sha256/".length());
    }

    private static RouteCall uploadWhole(JsonNode body) {
        return client -> client.images()
                .uploadArchive(new Zeros(body.path("bytes").asInt()), count -> {})
                .thenApply(RouteCall::json);
    }

    private static RouteCall stop(Recording exchange) {
        return client -> client.stop(
                        exchange.lastSegment(), names(exchange, "remove-containers"), names(exchange, "remove-volumes"))
                .thenApply(RouteCall::json);
    }

    private static RouteCall logs(Recording exchange) {
        Map<String, String> query = exchange.query();
        LogOptions tail = LogOptions.lastLines(Integer.parseInt(query.getOrDefault("tail", "100")));
        LogOptions all = query.containsKey("allContainers") ? tail.ofAllContainers() : tail;
        LogOptions options = query.containsKey("containerId") ? all.ofContainer(query.get("containerId")) : all;
        boolean follow = !query.containsKey("follow");
        return client -> {
            Lines lines = new Lines();
            client.containerLogs(exchange.lastSegment(), options, follow, lines);
            return lines.heard;
        };
    }

    private static RouteCall exec(Recording exchange) {
        JsonNode body = exchange.json().at("/request/body");
        ContainerChoice newest =
                body.path("allContainers").asBoolean() ? ContainerChoice.all() : ContainerChoice.newest();
        ContainerChoice which = body.has("containerId") ? ContainerChoice.of(text(body, "containerId")) : newest;
        return client -> client.exec(exchange.lastSegment(), texts(body.path("command")), which)
                .thenApply(results -> json(Map.of(
                        "results",
                        results.stream()
                                .map(one -> Map.of(
                                        "containerId", one.containerId(),
                                        "exitCode", one.exitCode(),
                                        "stdout", one.stdout(),
                                        "stderr", one.stderr()))
                                .toList())));
    }

    private static Map<String, String> login(String registry, String username) {
        return Map.of("server", registry, "username", username);
    }

    private static boolean names(Recording exchange, String parameter) {
        return exchange.query().containsKey(parameter);
    }

    private static String text(JsonNode json, String key) {
        return json.path(key).asText();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static JsonNode json(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A body of which only the length was recorded. */
    record Zeros(int bytes) implements UploadBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes);
        }

        @Override
        public ReadableByteChannel begin() {
            return Channels.newChannel(new ByteArrayInputStream(new byte[bytes]));
        }
    }

    /** Hears lines of containers and hands them over at the end. */
    final class Lines implements ContainerLogStream.Listener {
        final CompletableFuture<JsonNode> heard = new CompletableFuture<>();
        private final List<ContainerLine> lines = new ArrayList<>();

        @Override
        public void opened() {}

        @Override
        public void line(ContainerLine line) {
            lines.add(line);
        }

        @Override
        public void ended(Optional<ServerException> failure) {
            failure.ifPresentOrElse(heard::completeExceptionally, () -> heard.complete(json(lines)));
        }
    }
}
