package dev.haloy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.file.OwnerOnlyFile;
import dev.haloy.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of images that were sent before: configuration and sizes of layers. With it, an image of which servers have
 * every layer need not be read at all. What cannot be read or written is as if it had never been there.
 */
final class ImageCache {
    private static final int KEPT = 200;

    private final Path folder;

    ImageCache(Path folder) {
        this.folder = folder;
    }

    /** An image as it is remembered. */
    record Known(byte[] config, Map<Digest, Long> sizes) {}

    Optional<Known> find(ImageSource image) {
        try {
            return Json.parse(Files.readAllBytes(file(image))).flatMap(json -> known(json, image));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Known> known(JsonNode json, ImageSource image) {
        byte[] config = Base64.getDecoder().decode(json.path("config").asText());
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        json.path("layers")
                .properties()
                .forEach(layer ->
                        sizes.put(new Digest(layer.getKey()), layer.getValue().asLong()));
        boolean whole = Digest.of(config).text().equals(json.path("digest").asText());
        return whole && sizes.keySet().containsAll(image.layers())
                ? Optional.of(new Known(config, sizes))
                : Optional.empty();
    }

    void store(ImageSource image, Known known) {
        ObjectNode json = Json.object();
        json.put("digest", Digest.of(known.config()).text());
        json.put("config", Base64.getEncoder().encodeToString(known.config()));
        ObjectNode layers = json.putObject("layers");
        known.sizes().forEach((digest, size) -> layers.put(digest.text(), size));
        try {
            OwnerOnlyFile.replace(file(image), Json.bytes(json));
            removeOldest();
        } catch (IOException | RuntimeException e) {
            // The next transfer will have to read the image again.
            return;
        }
    }

    private void removeOldest() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted(Comparator.comparing(ImageCache::age)).toList();
        }
        for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.deleteIfExists(file);
        }
    }

    private static long age(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private Path file(ImageSource image) {
        return folder.resolve(image.id().digest().hex() + ".json");
    }
}
