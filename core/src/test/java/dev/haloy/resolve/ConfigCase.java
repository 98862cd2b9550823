package dev.haloy.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One recorded configuration with what must come out of it.
 *
 * @param id its name
 * @param files the folder to work in, not to be changed; empty path for a generated case
 * @param json the recording
 */
public record ConfigCase(String id, Path files, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static List<ConfigCase> recorded() {
        Path directory = place("haloy.conformance.config", "/conformance/config");
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve("case.json")))
                    .sorted()
                    .map(folder ->
                            new ConfigCase(folder.getFileName().toString(), folder, json(folder.resolve("case.json"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ConfigCase> generated() {
        Path file = place("haloy.conformance.generated", "/conformance/config-generated.jsonl");
        try (Stream<String> lines = Files.lines(file)) {
            List<ConfigCase> cases = new ArrayList<>();
            for (String line : lines.toList()) {
                JsonNode json = MAPPER.readTree(line);
                cases.add(new ConfigCase("generated-" + json.path("seed").asText(), Path.of(""), json));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path place(String property, String resource) {
        String given = System.getProperty(property, "");
        try {
            return given.isEmpty()
                    ? Path.of(Objects.requireNonNull(ConfigCase.class.getResource(resource))
                            .toURI())
                    : Path.of(given);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode expected() {
        return json.has("library") ? json.path("library") : json.path("expect");
    }

    public String stage() {
        return expected().path("errors").path(0).path("stage").asText("");
    }

    /** Writes the case's files into a fresh folder. */
    public void copyTo(Path folder) throws IOException {
        if (!json.has("format")) {
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file : all.toList()) {
                    Path copy = folder.resolve(files.relativize(file).toString());
                    if (!Files.isDirectory(file)) {
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
            return;
        }
        Files.writeString(
                folder.resolve("haloy." + json.path("format").asText()),
                json.path("config").asText());
        Files.createDirectories(folder.resolve("svc"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(folder.resolve("svc").resolve("Dockerfile"), "FROM scratch\n");
    }

    List<String> args() {
        List<String> args = new ArrayList<>();
        json.path("args").forEach(arg -> args.add(arg.asText()));
        return args;
    }

    /** What the original was called with, as a choice of targets. */
    public TargetSelection selection() {
        List<String> names = new ArrayList<>();
        List<String> args = args();
        for (int i = 0; i < args.size() - 1; i++) {
            if (List.of("-t", "--targets", "--target").contains(args.get(i))) {
                Stream.of(args.get(i + 1).split(",", -1)).map(String::strip).forEach(names::add);
            }
        }
        return TargetSelection.of(
                names, args.contains("--all") || args.contains("-a"), args.contains("--include-protected"));
    }

    public Path config(Path folder) {
        List<String> args = args();
        int option = Math.max(args.indexOf("-c"), args.indexOf("--config"));
        String path = option >= 0 ? args.get(option + 1) : json.path("config").asText("");
        return Path.of(json.has("format") ? "" : path.replace("$CASE", folder.toString()));
    }

    public Map<String, String> variables(Path folder, Path client) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", "/usr/bin:/bin");
        variables.put("HOME", folder.resolve("no-home").toString());
        variables.put("HALOY_CONFIG_DIR", client.toString());
        if (json.path("default_token").asBoolean(true)) {
            variables.put("HALOY_API_TOKEN", "token-from-environment");
        }
        json.path("env")
                .properties()
                .forEach(entry -> variables.put(
                        entry.getKey(),
                        entry.getValue()
                                .asText()
                                .replace("$CASE", folder.toString())
                                .replace("$CLIENT_DIR", client.toString())));
        return variables;
    }

    public JsonNode commands() {
        return json.has("commands") ? json.path("commands") : JsonNodeFactory.instance.arrayNode();
    }

    @Override
    public String toString() {
        return id;
    }
}
