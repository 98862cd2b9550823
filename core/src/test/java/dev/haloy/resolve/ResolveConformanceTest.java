package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.client.ServerDirectory;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded configuration, from the file to the values that would be sent. */
class ResolveConformanceTest {
    @TempDir
    Path scratch;

    static Stream<ConfigCase> cases() {
        return Stream.concat(ConfigCase.recorded().stream(), ConfigCase.generated().stream())
                .filter(vector -> !vector.stage().equals("load"))
                .filter(vector -> !deviations("default").contains(vector.id()));
    }

    /** Ids of cases that we mean to answer differently; the file has the reasons. */
    private static Set<String> deviations(String mode) {
        try (InputStream file = Objects.requireNonNull(
                ResolveConformanceTest.class.getResourceAsStream("/conformance/resolve-deviations.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .filter(words -> words[0].equals(mode))
                    .map(words -> words[1])
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came out of a case: models and tokens, or problems. */
    private record Outcome(Map<String, JsonNode> targets, Map<String, String> tokens, Map<String, String> servers) {}

    @ParameterizedTest
    @MethodSource("cases")
    void gives_what_was_recorded(ConfigCase vector) throws IOException {
        Path folder = scratch.toRealPath();
        vector.copyTo(folder);
        JsonNode expected = vector.expected();
        boolean valid = expected.path("valid").asBoolean() || vector.stage().equals("deploy");

        if (valid) {
            Outcome outcome = run(vector, folder, ResolveOptions.defaults());
            if (expected.path("valid").asBoolean()) {
                assertThat(outcome.targets()).isEqualTo(models(expected.path("targets")));
                assertThat(outcome.tokens()).containsAllEntriesOf(texts(expected.path("tokens")));
                texts(expected.path("posted_to"))
                        .forEach((key, url) ->
                                assertThat(outcome.servers().get(key)).isEqualToIgnoringCase(url));
            }
        } else {
            assertThat(problems(vector, folder)).isEqualTo(errors(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("namedByTargetKey")
    void names_from_target_keys_give_what_the_original_posts(ConfigCase vector) throws IOException {
        Path folder = scratch.toRealPath();
        vector.copyTo(folder);

        Outcome outcome =
                run(vector, folder, ResolveOptions.defaults().withNameFallback(ResolveOptions.NameFallback.TARGET_KEY));

        assertThat(outcome.targets())
                .isEqualTo(models(vector.json().path("current_cli").path("targets")));
    }

    static Stream<ConfigCase> namedByTargetKey() {
        Set<String> deviations = deviations("target-key-names");
        return cases().filter(vector -> vector.json().path("dialect").asText().equals("seed"))
                .filter(vector -> vector.json().path("current_cli").has("targets"))
                .filter(vector -> !deviations.contains(vector.id()));
    }

    private static Outcome run(ConfigCase vector, Path folder, ResolveOptions options) throws IOException {
        Path client = Files.createDirectories(folder.resolve("client"));
        Environment environment = new Environment(vector.variables(folder, client), folder, folder.resolve("no-home"));
        World world = World.builder()
                .environment(environment)
                .processes(new FakeCommands(vector.commands(), folder))
                .build();
        LoadedConfig loaded = ConfigLoader.load(vector.config(folder), folder);
        Resolution resolution = Resolver.resolve(loaded, vector.selection(), options);
        List<Problem> missing = BuildFiles.check(loaded, resolution.targets());
        if (!missing.isEmpty()) {
            throw new ConfigException("Nothing to build from.", missing);
        }
        List<ReadyTarget> targets =
                ValueFiller.of(loaded, world, options).fill(resolution).targets();
        return outcome(
                targets,
                ServerDirectory.of(World.builder().environment(environment).build()));
    }

    private static Outcome outcome(List<ReadyTarget> targets, ServerDirectory directory) {
        Map<String, JsonNode> models = new TreeMap<>();
        Map<String, String> tokens = new LinkedHashMap<>();
        Map<String, String> servers = new LinkedHashMap<>();
        for (ReadyTarget target : targets) {
            String key = target.target().key();
            models.put(key, Normalised.target(ModelJson.tree(target, true)));
            Secret token = directory.token(target);
            tokens.put(key, token.reveal());
            servers.put(key, target.target().server().baseUri().toString());
        }
        return new Outcome(models, tokens, servers);
    }

    private static List<String> problems(ConfigCase vector, Path folder) throws IOException {
        try {
            run(vector, folder, ResolveOptions.defaults());
            return List.of();
        } catch (ConfigException e) {
            TreeSet<String> found = new TreeSet<>();
            e.problems().stream()
                    .filter(Problem::isError)
                    .forEach(problem -> found.add(problem.rule() + " " + problem.path()));
            return List.copyOf(found);
        }
    }

    private static List<String> errors(JsonNode expected) {
        TreeSet<String> errors = new TreeSet<>();
        expected.path("errors")
                .forEach(error -> errors.add(
                        error.path("rule").asText() + " " + error.path("path").asText()));
        return List.copyOf(errors);
    }

    private static Map<String, JsonNode> models(JsonNode targets) {
        Map<String, JsonNode> models = new TreeMap<>();
        targets.properties().forEach(entry -> models.put(entry.getKey(), Normalised.target(entry.getValue())));
        return models;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
