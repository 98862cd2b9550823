package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.embedded.docker.Images;
import dev.haloy.embedded.docker.LoadedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code docker load} does: looks whether configuration and layers fit together, and gives the image its names. */
final class ImageLoader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Images images;

    ImageLoader(Images images) {
        this.images = images;
    }

    /** An image could not be loaded. */
    static final class LoadException extends Exception {
        private static final long serialVersionUID = 1;

        LoadException(String message) {
            super(message);
        }
    }

    void load(byte[] config, List<String> names, List<Blob> layers) throws LoadException {
        JsonNode expected = parse(config).path("rootfs").path("diff_ids");
        if (expected.size() != layers.size()) {
            throw new LoadException(
                    "the manifest lists " + layers.size() + " layers, the configuration " + expected.size());
        }
        List<String> digests = new ArrayList<>();
        long bytes = 0;
        for (Blob layer : layers) {
            String wanted = expected.get(digests.size()).asText();
            // The configuration speaks of the layer unpacked; without unpacking, only plain ones can be compared.
            if (!layer.compressed() && !wanted.equals(layer.digest())) {
                throw new LoadException("a layer is " + layer.digest() + " instead of " + wanted);
            }
            digests.add(layer.digest());
            bytes += layer.size();
        }
        images.load(new LoadedImage(List.copyOf(names), Digests.of(config), List.copyOf(digests), bytes));
        if (names.isEmpty()) {
            throw new LoadException("the image was loaded, but has no name");
        }
    }

    private static JsonNode parse(byte[] config) throws LoadException {
        try {
            JsonNode json = MAPPER.readTree(config);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException noJson) {
            throw new LoadException("the configuration of the image is no JSON");
        }
        throw new LoadException("the configuration of the image is no JSON object");
    }
}
