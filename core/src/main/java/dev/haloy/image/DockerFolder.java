package dev.haloy.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.internal.json.Json;
import dev.haloy.world.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fresh configuration folder for the docker program that only its owner can read. It knows the same engines as the user's own,
 * but none of the logins there.
 *
 * @param path the folder
 */
record DockerFolder(Path path) {
    private static final String CONTEXTS = "contexts";
    private static final String CURRENT = "currentContext";

    /** Makes one; blocks. */
    static DockerFolder copyOf(Environment environment) {
        Path own = environment
                .variable("DOCKER_CONFIG")
                .map(text -> environment.workingDirectory().resolve(text))
                .orElseGet(() -> environment.home().resolve(".docker"));
        try {
            // Java gives temporary folders to their owner alone.
            DockerFolder folder = new DockerFolder(Files.createTempDirectory("haloy-docker"));
            folder.fillFrom(own);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a login can be made: " + e.getMessage(), e);
        }
    }

    private void fillFrom(Path own) throws IOException {
        ObjectNode config = Json.object();
        currentContext(own).ifPresent(name -> config.put(CURRENT, name));
        Files.write(path.resolve("config.json"), Json.bytes(config));
        Path contexts = own.resolve(CONTEXTS);
        if (Files.isDirectory(contexts)) {
            try (Stream<Path> all = Files.walk(contexts)) {
                for (Path each : all.toList()) {
                    Files.copy(
                            each,
                            path.resolve(CONTEXTS)
                                    .resolve(contexts.relativize(each).toString()));
                }
            }
        }
    }

    private static Optional<String> currentContext(Path own) throws IOException {
        Path config = own.resolve("config.json");
        return Files.isRegularFile(config)
                ? Json.parse(Files.readAllBytes(config)).flatMap(json -> Json.text(json, CURRENT))
                : Optional.empty();
    }

    /** Removes it with everything in it; blocks. */
    void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new DockerException(
                    "The folder " + path + " could not be removed; remove it, for it may hold a login: "
                            + e.getMessage(),
                    e);
        }
    }
}
