package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.docker.DockerEngine;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes an image of layers that were uploaded before. */
final class Assembler {
    private static final JsonShape SHAPE = JsonShape.object()
            .with("imageRef", JsonShape.text())
            .with("config", JsonShape.text())
            .with(
                    "manifest",
                    JsonShape.object()
                            .with("Config", JsonShape.text())
                            .with("RepoTags", JsonShape.listOf(JsonShape.text()))
                            .with("Layers", JsonShape.listOf(JsonShape.text())));
    /** The forms of paths whose digest the daemon finds. */
    private static final Pattern LAYER_PATH = Pattern.compile(
            "(?:blobs/sha256/([0-9a-f]{64})(?:/layer\\.tar)?" + "|(?:sha256:)?([0-9a-f]{64})/layer\\.tar)");
    /** What an archive needs around each layer. */
    private static final long FRAME = 4096;

    private final Storage storage;
    private final DockerEngine docker;

    Assembler(Storage storage, DockerEngine docker) {
        this.storage = storage;
        this.docker = docker;
    }

    void assemble(Route.Call call, byte[] body, Lifetime life) {
        try {
            JsonNode json = StrictJson.read(body, SHAPE);
            byte[] config = config(json);
            String reference = json.path("imageRef").asText("");
            JsonNode paths = json.path("manifest").path("Layers");
            if (reference.isEmpty() || paths.isEmpty()) {
                throw new BadRequestException("imageRef and manifest.Layers must be given");
            }
            List<Blob> layers = layers(paths);
            long bytes = config.length;
            for (Blob layer : layers) {
                bytes += layer.size() + FRAME;
            }
            if (storage.hasRoomFor(2 * bytes)) {
                life.after(storage.loadingTime(), () -> load(call.reply(), json, config, layers));
            } else {
                call.reply().error(507, "there is not enough room on the disk for this image");
            }
        } catch (BadRequestException bad) {
            call.reply().error(bad);
        } catch (ImageLoader.LoadException broken) {
            call.reply().error(500, String.valueOf(broken.getMessage()));
        }
    }

    private static byte[] config(JsonNode json) throws BadRequestException {
        try {
            return Base64.getDecoder().decode(json.path("config").asText(""));
        } catch (IllegalArgumentException noBase64) {
            throw new BadRequestException("the value of 'config' is not base64");
        }
    }

    private List<Blob> layers(JsonNode paths) throws ImageLoader.LoadException {
        List<Blob> layers = new ArrayList<>();
        for (JsonNode path : paths) {
            Matcher form = LAYER_PATH.matcher(path.asText(""));
            if (!form.matches()) {
                throw new ImageLoader.LoadException("there is no digest in the path of a layer");
            }
            String digest = "sha256:" + (form.group(1) == null ? form.group(2) : form.group(1));
            Optional<Blob> layer = storage.layers.find(digest);
            if (layer.isEmpty()) {
                throw new ImageLoader.LoadException("layer " + digest + " is not there");
            }
            layers.add(layer.get());
        }
        return layers;
    }

    private void load(Reply reply, JsonNode json, byte[] config, List<Blob> layers) {
        List<String> names = new ArrayList<>();
        json.path("manifest").path("RepoTags").forEach(name -> names.add(name.asText("")));
        try {
            if (!docker.isReachable()) {
                throw new ImageLoader.LoadException("the Docker engine does not answer");
            }
            storage.kept().ifPresent(kept -> kept.keep(config));
            new ImageLoader(docker.images()).load(config, names, layers);
            StringBuilder out = new StringBuilder("{\"success\":true,\"message\":");
            String reference = json.path("imageRef").asText("");
            reply.json(
                    JsonText.quote(out, "Put together and loaded " + reference).append('}'));
        } catch (ImageLoader.LoadException broken) {
            reply.error(500, String.valueOf(broken.getMessage()));
        }
    }
}
