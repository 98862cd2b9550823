package dev.haloy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import dev.haloy.world.World;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * How images get to one server. As in {@link ServerClient}, each method sends one request; all of them may be repeated without harm.
 */
public final class ImageRoutes {
    /** What a server can do that takes images layer by layer. */
    public static final String LAYER_UPLOAD = "layer-upload";

    /** What a server can do that says beforehand whether an image fits on its disk. */
    public static final String DISK_PREFLIGHT = "image-disk-preflight";

    /** A server loads for ten minutes at most; its proxy waits for one. */
    private static final Duration LOADING = Duration.ofMinutes(11);

    private static final String BOUNDARY = "haloy-image-7f3c1d5e9b2a4860";

    private final World world;
    private final ServerCalls calls;

    ImageRoutes(World world, ServerCalls calls) {
        this.world = world;
        this.calls = calls;
    }

    /** Which of these layers the server does not have; those it has are kept for another hour. */
    public CompletableFuture<List<String>> missing(List<String> digests) {
        ObjectNode body = Json.object();
        digests.forEach(body.putArray("digests")::add);
        return calls.call(
                post("/v1/images/layers/check", body),
                answer ->
                        Json.parse(answer.body()).filter(JsonNode::isObject).map(json -> Json.texts(json, "missing")));
    }

    /** Whether layers and the image made of them fit on the disk. Servers with too little room first remove layers nobody needs. */
    public CompletableFuture<DiskSpace> spaceForLayers(long layerBytes, long imageBytes) {
        return space(Json.object().put("layerUploadBytes", layerBytes).put("assembledImageSizeBytes", imageBytes));
    }

    /** Whether a whole archive fits on the disk. */
    public CompletableFuture<DiskSpace> spaceForArchive(long bytes) {
        return space(Json.object().put("uploadSizeBytes", bytes));
    }

    private CompletableFuture<DiskSpace> space(ObjectNode body) {
        return calls.call(
                post("/v1/images/disk-space-check", body),
                answer -> Json.parse(answer.body())
                        .filter(json -> json.path("ok").isBoolean())
                        .map(json -> new DiskSpace(
                                json.path("ok").booleanValue(),
                                json.path("path").asText(),
                                json.path("requiredBytes").asLong(),
                                json.path("availableBytes").asLong())));
    }

    /**
     * Sends one layer. There is no time limit as long as bytes move.
     *
     * @param listener hears, on any thread, how many bytes of it are under way
     */
    public CompletableFuture<Integer> uploadLayer(String digest, UploadBody body, LongConsumer listener) {
        PulledBody pulled = new PulledBody(body, world.blocking(), listener);
        HttpRequest request = calls.request("/v1/images/layers")
                .header("X-Layer-Digest", digest)
                .header("Content-Type", "application/octet-stream")
                .POST(withLength(pulled, body))
                .build();
        return calls.upload(request, calls.callTimeout(), pulled::taken, answer -> Optional.of(answer.statusCode()));
    }

    private static BodyPublisher withLength(BodyPublisher pulled, UploadBody body) {
        // The JDK takes no publisher for a body of zero bytes.
        return body.length().orElse(-1) == 0 ? BodyPublishers.noBody() : pulled;
    }

    /**
     * Makes an image of layers that are there, and gives it a name.
     *
     * @param reference the name
     * @param config the bytes of its configuration
     * @param configHex the digits of their digest
     * @param layerHexes the digits of the digests of its layers, lowest first
     */
    public CompletableFuture<Integer> assemble(
            String reference, byte[] config, String configHex, List<String> layerHexes) {
        ObjectNode body = Json.object().put("imageRef", reference);
        body.put("config", Base64.getEncoder().encodeToString(config));
        ObjectNode manifest = body.putObject("manifest");
        manifest.put("Config", "blobs/sha256/" + configHex);
        manifest.putArray("RepoTags").add(reference);
        var layers = manifest.putArray("Layers");
        layerHexes.forEach(hex -> layers.add("blobs/sha256/" + hex));
        return calls.upload(
                post("/v1/images/layers/assemble", body), LOADING, () -> 0, answer -> Optional.of(answer.statusCode()));
    }

    /** Sends a whole archive, for servers that do not take layers. */
    public CompletableFuture<Integer> uploadArchive(UploadBody body, LongConsumer listener) {
        PulledBody pulled = new PulledBody(body, world.blocking(), listener);
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image.tar\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        HttpRequest request = calls.request("/v1/images/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(text(head), pulled, text("\r\n--" + BOUNDARY + "--\r\n")))
                .build();
        return calls.upload(request, LOADING, pulled::taken, answer -> Optional.of(answer.statusCode()));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
    }

    private HttpRequest post(String path, ObjectNode body) {
        return calls.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }
}
