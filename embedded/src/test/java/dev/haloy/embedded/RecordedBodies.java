package dev.haloy.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Bodies of recorded requests. Of large ones only length and digest were recorded: others of the same length take their
 * place, and their digests the place of the recorded ones wherever those occur.
 */
final class RecordedBodies {
    private static final String LAYERS = "/v1/images/layers";

    private final Map<String, byte[]> layers = new LinkedHashMap<>();
    private final Map<String, String> digests = new LinkedHashMap<>();

    RecordedBodies(JsonNode exchanges) {
        for (JsonNode exchange : exchanges) {
            JsonNode request = exchange.get("request");
            String recorded = request.get("body").path("sha256").asText("");
            String announced = request.get("headers").path("x-layer-digest").asText("");
            if (request.get("path").asText().equals(LAYERS) && announced.equals("sha256:" + recorded)) {
                byte[] layer = new byte[request.get("body").get("bytes").asInt()];
                new Random(recorded.hashCode()).nextBytes(layer);
                layers.put(recorded, layer);
                digests.put(recorded, DockerArchive.hex(layer));
            }
        }
    }

    Map<String, List<String>> headers(JsonNode request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.get("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(), List.of(replaced(header.getValue().asText()))));
        return headers;
    }

    byte[] bytes(JsonNode request) {
        JsonNode body = request.get("body");
        if (body.has("sha256") && body.has("bytes")) {
            return large(request, body);
        }
        if (body.isNull() || body.isTextual()) {
            return DockerArchive.bytes(body.isNull() ? "" : body.asText());
        }
        JsonNode copy = body.deepCopy();
        if (copy.has("config") && copy instanceof ObjectNode object) {
            String config =
                    new String(Base64.getDecoder().decode(object.get("config").asText()), StandardCharsets.UTF_8);
            object.put("config", Base64.getEncoder().encodeToString(DockerArchive.bytes(replaced(config))));
        }
        return DockerArchive.bytes(replaced(copy.toString()));
    }

    private byte[] large(JsonNode request, JsonNode body) {
        byte[] layer = layers.get(body.get("sha256").asText());
        if (layer != null) {
            return layer;
        }
        String type = request.get("headers").path("content-type").asText("");
        int boundary = type.indexOf("boundary=");
        if (boundary >= 0) {
            byte[] archive = DockerArchive.oldLayout("upwhole:1", new byte[70_000], new byte[1024]);
            return DockerArchive.form(type.substring(boundary + 9), "image", "upwhole-1.tar", archive);
        }
        return new byte[body.get("bytes").asInt()];
    }

    private String replaced(String text) {
        String result = text;
        for (Map.Entry<String, String> digest : digests.entrySet()) {
            result = result.replace(digest.getKey(), digest.getValue());
        }
        return result;
    }
}
