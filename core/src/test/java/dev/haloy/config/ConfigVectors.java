package dev.haloy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recorded configurations, from the test resources or from {@code -Dhaloy.conformance.config=DIR}.
 *
 * <p>The resources are copies. To renew them, copy the folder {@code config} and the file {@code config-generated.jsonl} of the
 * recordings over {@code core/src/test/resources/conformance}: {@code cp -r config config-generated.jsonl
 * core/src/test/resources/conformance/}.
 */
final class ConfigVectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigVectors() {}

    static Path directory() {
        String given = System.getProperty("haloy.conformance.config", "");
        return given.isEmpty() ? resource("/conformance/config") : Path.of(given);
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ConfigVectors.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Case> cases() {
        try (Stream<Path> folders = Files.list(directory())) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new Case(folder, json(read(folder.resolve("case.json")))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> generated() {
        return read(directory().resolveSibling("config-generated.jsonl"))
                .lines()
                .map(ConfigVectors::json)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A case folder. */
    record Case(Path folder, JsonNode json) {
        /** The path given on the command line, else the name of the file. */
        Path config() {
            JsonNode args = json.path("args");
            for (int i = 0; i + 1 < args.size(); i++) {
                if (args.get(i).asText().equals("-c")) {
                    return Path.of(args.get(i + 1).asText());
                }
            }
            return Path.of(json.path("config").asText());
        }

        /** Rule and path of every mistake that loading has to find. */
        Set<String> loadErrors() {
            Set<String> expected = new TreeSet<>();
            JsonNode outcome = json.has("library") ? json.get("library") : json.path("expect");
            for (JsonNode error : outcome.path("errors")) {
                if (error.path("stage").asText().equals("load")) {
                    expected.add(signature(
                            error.path("rule").asText(), error.path("path").asText()));
                }
            }
            return expected;
        }

        /** Of a syntax error only the rule is compared: a parser may know the place, not the path. */
        static String signature(String rule, String path) {
            return rule.equals("1.2") ? rule : rule + " " + path;
        }

        @Override
        public String toString() {
            return folder.getFileName().toString();
        }
    }
}
