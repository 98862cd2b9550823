package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.json.Json;
import dev.haloy.internal.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Write the schemas anew with {@code -Dtest=ConfigSchemaTest -Dhaloy.schema.write=true}. */
class ConfigSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<Format, Schema> SCHEMAS = schemas();

    private static Map<Format, Schema> schemas() {
        Map<Format, Schema> schemas = new LinkedHashMap<>();
        for (Format format : Format.values()) {
            JsonNode json = Json.parse(SchemaGenerator.generate(format)).orElseThrow();
            schemas.put(format, REGISTRY.getSchema(json));
        }
        return schemas;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void the_schema_in_the_jar_is_made_from_the_table(Format format) throws IOException {
        String generated = SchemaGenerator.generate(format);
        if (Boolean.getBoolean("haloy.schema.write")) {
            Path file = Path.of("src/main/resources/dev/haloy/config").resolve(ConfigSchema.resource(format));
            Files.writeString(file, generated);
            return; // The copy that was built before is an old one.
        }
        assertThat(ConfigSchema.text(format))
                .as("write the schemas anew with -Dtest=ConfigSchemaTest -Dhaloy.schema.write=true")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void the_schema_is_a_schema(Format format) {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(meta.validate(Json.parse(SchemaGenerator.generate(format)).orElseThrow()))
                .isEmpty();
    }

    static List<ConfigVectors.Case> cases() {
        return ConfigVectors.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_valid_file_is_accepted_and_a_mistake_that_a_schema_can_state_is_not(ConfigVectors.Case vector)
            throws IOException {
        Optional<List<Error>> found = errors(vector);
        Set<String> rules = rules(vector);
        if (found.isEmpty() || unstated().contains(vector.toString())) {
            return;
        }
        if (rules.isEmpty()) {
            assertThat(found.get()).isEmpty();
        } else if (!unstated().containsAll(rules)) {
            assertThat(found.get()).as("breaks " + rules).isNotEmpty();
        }
    }

    /** What the schema finds; empty if no editor gets as far as a schema. */
    private static Optional<List<Error>> errors(ConfigVectors.Case vector) throws IOException {
        try {
            ConfigFile file = ConfigFile.find(vector.config(), vector.folder());
            return SchemaFile.tree(Files.readAllBytes(file.file()), file.format())
                    .map(tree ->
                            Objects.requireNonNull(SCHEMAS.get(file.format())).validate(tree));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static Set<String> rules(ConfigVectors.Case vector) {
        JsonNode json = vector.json();
        JsonNode outcome = json.has("library") ? json.get("library") : json.path("expect");
        Set<String> rules = new TreeSet<>();
        for (JsonNode error : outcome.path("errors")) {
            Set<String> inFile = Set.of("load", "validate");
            if (inFile.contains(error.path("stage").asText())) {
                rules.add(error.path("rule").asText());
            }
        }
        return rules;
    }

    private static Set<String> unstated() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (var in = Objects.requireNonNull(ConfigSchemaTest.class.getResourceAsStream("/schema-cannot-state.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> ids.add(line.split("\\s", 2)[0]));
        }
        return ids;
    }

    @Test
    void generated_files_are_accepted() {
        for (JsonNode line : ConfigVectors.generated()) {
            Format format = Format.valueOf(line.path("format").asText().toUpperCase(Locale.ROOT));
            String text = line.path("config").asText();
            assertThat(errors(text, format)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void every_key_that_can_be_written_is_known(Format format) {
        JsonNode everything = new ObjectMapper().valueToTree(ConfigWriter.tree(Everything.app(), format));

        assertThat(Objects.requireNonNull(SCHEMAS.get(format)).validate(everything))
                .extracting(Error::getKeyword)
                .doesNotContain("additionalProperties", "type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, replicas: 0}|minimum",
                "{name: a, replicas: '2'}|type",
                "{name: a, replica: 2}|additionalProperties",
                "{name: a, image: {tags: x}}|additionalProperties",
                "{name: a, deployment_strategy: roling}|enum",
                "{name: a, targets: {eu: {min_ready_seconds: 601}}}|maximum",
                "{name: a, targets: {eu: {image: {pull_policy: often}}}}|enum",
                "{name: a, image: {repository: x}, image_key: y}|not",
                "{name: a, port: '70000'}|pattern",
            })
    void a_mistake_is_refused_by_the_keyword_that_says_why(String yaml, String keyword) {
        assertThat(errors(yaml, Format.YAML)).extracting(Error::getKeyword).contains(keyword);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, replicas: 2.0, port: 80, image: nginx, env: null}",
                "{name: a, deployment_strategy: '', image: null, image_key: web}",
                "{replicas: 0, targets: {eu: {replicas: 1}, us: {replicas: 2}}}",
                "{targets: {eu: null, us: {}}}",
            })
    void what_counts_as_not_written_or_does_not_count_is_accepted(String yaml) {
        assertThat(errors(yaml, Format.YAML)).isEmpty();
    }

    private static List<Error> errors(String text, Format format) {
        JsonNode tree = SchemaFile.tree(new SourceText("file", text), format).orElseThrow();
        return Objects.requireNonNull(SCHEMAS.get(format)).validate(tree);
    }
}
