package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static LoadedConfig yaml(String text) {
        return ConfigLoader.parse(text, Format.YAML, "haloy.yaml", Path.of("/project"));
    }

    private static TargetConfig base(String text) {
        return yaml(text).app().base();
    }

    private static ConfigException refused(String text) {
        return catchThrowableOfType(ConfigException.class, () -> yaml(text));
    }

    private static List<String> mistakes(Format format, String text) {
        ConfigException e = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.parse(text, format, "haloy", Path.of("/project")));
        return e.problems().stream()
                .map(p -> p.rule() + " " + p.path() + " " + p.message())
                .toList();
    }

    @Nested
    class Finding {
        @TempDir
        Path folder;

        private Path write(String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text);
        }

        @Test
        void the_empty_path_is_the_working_directory() throws IOException {
            write("haloy.yaml", "name: app");
            LoadedConfig loaded = ConfigLoader.load(Path.of(""), folder);
            assertThat(loaded.file()).hasValue(folder.resolve("haloy.yaml"));
            assertThat(loaded.directory()).isEqualTo(folder);
            assertThat(loaded.locate(KeyPath.of("name")).map(SourceLocation::file))
                    .hasValue("haloy.yaml");
        }

        @Test
        void json_comes_before_yaml_before_yml_before_toml_and_the_others_are_a_warning() throws IOException {
            write("haloy.toml", "name = 'toml'");
            assertThat(ConfigLoader.load(folder, folder).warnings()).isEmpty();
            write("haloy.yml", "name: yml");
            assertThat(ConfigLoader.load(folder, folder).app().base().name()).hasValue("yml");
            write("haloy.yaml", "name: yaml");
            assertThat(ConfigLoader.load(folder, folder).app().base().name()).hasValue("yaml");
            write("haloy.json", "{\"name\": \"json\"}");
            LoadedConfig loaded = ConfigLoader.load(folder, folder);
            assertThat(loaded.app().base().name()).hasValue("json");
            assertThat(loaded.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.isError()).isFalse();
                assertThat(warning.message()).contains("haloy.json and haloy.yaml and haloy.yml and haloy.toml");
            });
        }

        @Test
        void a_file_may_have_any_name_with_a_known_ending() throws IOException {
            write("my.app.yml", "name: app");
            assertThat(ConfigLoader.load(Path.of("my.app.yml"), folder).format())
                    .isEqualTo(Format.YAML);
        }

        @ParameterizedTest
        @ValueSource(strings = {"haloy.YAML", "haloy", "haloy.yaml.bak", ".yaml2"})
        void other_endings_are_refused(String name) throws IOException {
            write(name, "name: app");
            assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(Path.of(name), folder)))
                    .hasMessageContaining(".json, .yaml, .yml or .toml");
        }

        @Test
        void an_empty_folder_and_a_missing_file_are_told_apart() {
            assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(folder, folder)))
                    .hasMessageContaining("in " + folder)
                    .hasMessageContaining("haloy.json, haloy.yaml, haloy.yml or haloy.toml");
            assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(Path.of("x.yaml"), folder)))
                    .hasMessageContaining("at " + folder.resolve("x.yaml"));
        }

        @Test
        void utf_16_with_a_byte_order_mark_is_read() throws IOException {
            Files.write(folder.resolve("le.yaml"), "\uFEFFname: é".getBytes(StandardCharsets.UTF_16LE));
            assertThat(ConfigLoader.load(Path.of("le.yaml"), folder)
                            .app()
                            .base()
                            .name())
                    .hasValue("é");
        }

        @Test
        void bytes_that_are_no_text_are_located() throws IOException {
            Files.write(folder.resolve("bad.yaml"), new byte[] {'a', ':', '\n', (byte) 0xC3, 'b'});
            assertThat(catchThrowableOfType(
                            ConfigException.class, () -> ConfigLoader.load(Path.of("bad.yaml"), folder)))
                    .hasMessageContaining("bad.yaml:2:1");
        }
    }

    @Nested
    class Absence {
        @Test
        void null_is_the_same_as_nothing() {
            assertThat(base("name:\nimage: ~\nreplicas: null\ndomains:\nenv:\napi_token:\n"))
                    .isEqualTo(TargetConfig.EMPTY);
            assertThat(yaml("targets:\nimages:\nsecret_providers:\nglobal_pre_deploy:\n")
                            .app())
                    .isEqualTo(AppConfig.builder().build());
        }

        @Test
        void an_empty_list_is_not_nothing() {
            TargetConfig written = base("domains: []\nvolumes: []\npre_deploy: []\nenv: []");
            assertThat(written.domains()).hasValue(List.of());
            assertThat(written.volumes()).hasValue(List.of());
            assertThat(written.preDeploy()).hasValue(List.of());
            assertThat(written.postDeploy()).isEmpty();
            assertThat(written.env()).isEmpty();
        }

        @Test
        void an_empty_object_is_not_nothing() {
            TargetConfig written = base("api_token: {}\nimage: {history: {}, build_config: {}}");
            assertThat(written.apiToken()).isPresent();
            assertThat(written.image().flatMap(ImageConfig::history)).isPresent();
            assertThat(written.image().flatMap(ImageConfig::buildConfig)).isPresent();
            assertThat(written.image().flatMap(ImageConfig::registry)).isEmpty();
        }

        @Test
        void an_empty_from_is_remembered() {
            assertThat(base("env: [{name: A, from: {}}]").env().get(0).source().hasFrom())
                    .isTrue();
            assertThat(base("env: [{name: A, from: }]").env().get(0).source().hasFrom())
                    .isFalse();
        }

        @Test
        void a_null_element_is_an_empty_one() {
            assertThat(base("volumes: [~]").volumes()).hasValue(List.of(""));
            assertThat(base("env: [~]").env())
                    .singleElement()
                    .satisfies(env -> assertThat(env.name()).isEmpty());
        }

        @Test
        void a_target_may_say_nothing() {
            assertThat(yaml("targets: {a: , b: {}}").app().targets())
                    .containsEntry("a", TargetConfig.EMPTY)
                    .containsEntry("b", TargetConfig.EMPTY);
        }

        @Test
        void a_build_argument_may_be_just_a_name() {
            List<BuildArg> args = base("image: {builder: {args: [{name: A}, {name: B, value: ''}]}}")
                    .image()
                    .flatMap(ImageConfig::buildConfig)
                    .flatMap(BuilderConfig::args)
                    .orElseThrow();
            assertThat(args.get(0).source()).isEmpty();
            assertThat(args.get(1).source().flatMap(dev.haloy.config.ValueSource::value))
                    .hasValue("");
        }
    }

    @Test
    void a_string_in_place_of_an_image_is_its_repository() {
        LoadedConfig loaded = yaml("image: redis:7\nimages: {web: 'nginx'}");
        assertThat(loaded.app().base().image()).hasValue(ImageConfig.of("redis:7"));
        assertThat(loaded.app().images()).containsEntry("web", ImageConfig.of("nginx"));
        assertThat(loaded.locate(KeyPath.of("image", "repository")))
                .map(SourceLocation::column)
                .hasValue(8);
    }

    @Test
    void targets_keep_their_order_and_may_have_any_key() {
        assertThat(yaml("targets: {z: {}, a.b: {}, 'ä ö': {}, 1: {}, b: {}}")
                        .app()
                        .targets()
                        .keySet())
                .containsExactly("z", "a.b", "ä ö", "1", "b");
    }

    @ParameterizedTest
    @CsvSource({"8080, 8080", "'\"080\"', 080", "3000.0, 3000", "010, 8", "1e3, 1000"})
    void a_port_may_be_a_string_or_a_whole_number(String written, String port) {
        assertThat(base("port: " + written).port()).hasValue(port);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2.0, 2", "1e1, 10", "0x10, 16", "-1, -1"})
    void an_integer_may_be_any_whole_number(String written, int replicas) {
        assertThat(base("replicas: " + written).replicas()).hasValue(replicas);
    }

    @Test
    void every_key_and_element_has_a_place() {
        LoadedConfig loaded = yaml("""
                image:
                  builder: {args: [{name: A}]}
                targets:
                  live:
                    domains:
                      - domain: a.example
                        aliases: [b.example]
                """);
        assertThat(loaded.places().keySet())
                .extracting(KeyPath::toString)
                .containsExactly(
                        "image",
                        "image.builder",
                        "image.builder.args",
                        "image.builder.args[0]",
                        "image.builder.args[0].name",
                        "targets",
                        "targets.live",
                        "targets.live.domains",
                        "targets.live.domains[0]",
                        "targets.live.domains[0].domain",
                        "targets.live.domains[0].aliases",
                        "targets.live.domains[0].aliases[0]");
        KeyPath alias = KeyPath.of("targets", "live", "domains").index(0).key("aliases");
        assertThat(loaded.places().get(alias).key()).hasToString("haloy.yaml:7:9");
        assertThat(loaded.locate(alias.index(0))).map(SourceLocation::toString).hasValue("haloy.yaml:7:19");
        assertThat(loaded.locate(alias.index(5))).map(SourceLocation::toString).hasValue("haloy.yaml:7:9");
    }

    @Test
    void all_mistakes_are_reported_in_the_order_of_the_file() {
        assertThat(mistakes(
                        Format.YAML,
                        "replicas: x\nnmae: 1\nenv: [{name: 2, bad: 1}, 3]\ntargets: {a: {port: []}, a: {}}\n"))
                .containsExactly(
                        "1.3 replicas must be an integer, not a string",
                        "1.6 nmae unknown key",
                        "1.3 env[0].name must be a string, not an integer",
                        "1.6 env[0].bad unknown key",
                        "1.3 env[1] must be an object, not an integer",
                        "1.3 targets.a.port must be a string or an integer, not a list",
                        "1.2 targets.a is there twice; the first one is in line 4");
    }

    @Test
    void a_mistake_is_shown_with_its_line_and_what_to_do() {
        assertThat(refused("targets:\n  production:\n    replica: 3\n    image: {tag: 1.20}\n"))
                .hasMessage("""
                haloy.yaml cannot be used: 2 mistakes
                haloy.yaml:3:5  targets.production.replica: unknown key
                    3 |     replica: 3
                      |     ^^^^^^^
                    did you mean 'replicas'?
                haloy.yaml:4:18  targets.production.image.tag: must be a string, not a number with a fraction
                    4 |     image: {tag: 1.20}
                      |                  ^^^^
                    put it in quotes: "1.20\"""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replcas: 1|did you mean 'replicas'?",
                "Port: 1|did you mean 'port'?",
                "healthCheckPath: /|did you mean 'health_check_path'?",
                "pre-deploy: []|did you mean 'pre_deploy'?",
                "image: {tagg: a}|did you mean 'tag'?",
                "env: [{val: a}]|did you mean 'value'?",
                "tag: a|'tag' is a key of an image",
                "image.tag: a|write 'tag' below 'image'",
                "targets: {a: {global_pre_deploy: []}}|'global_pre_deploy' is a key of the top level",
            })
    void an_unknown_key_comes_with_what_was_meant(String text, String hint) {
        assertThat(refused(text).problems())
                .singleElement()
                .extracting(Problem::hint)
                .isEqualTo(Optional.of(hint));
    }

    @Test
    void an_unknown_key_that_resembles_nothing_has_no_hint() {
        assertThat(refused("x-common: {}").problems())
                .singleElement()
                .extracting(Problem::hint)
                .isEqualTo(Optional.empty());
    }

    @Test
    void a_file_full_of_mistakes_has_a_limited_report() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }
        List<Problem> problems = refused(text.toString()).problems();
        assertThat(problems).hasSize(1_001);
        assertThat(problems.get(1_000).message()).isEqualTo("and there are 4000 more mistakes");
    }

    @Test
    void a_file_of_four_megabytes_is_read() {
        StringBuilder text = new StringBuilder("name: app\nenv:\n");
        for (int i = 0; text.length() < 4_000_000; i++) {
            text.append("- {name: V")
                    .append(i)
                    .append(", value: \"")
                    .append("x ".repeat(200))
                    .append("\"}\n");
        }
        assertThat(base(text.toString()).env()).hasSizeGreaterThan(9_000);
    }

    @Test
    void the_top_level_must_have_keys() {
        assertThat(mistakes(Format.YAML, "- a"))
                .containsExactly("1.2  needs keys with values at the top level, not a list");
        assertThat(mistakes(Format.JSON, "[]"))
                .containsExactly("1.2  needs keys with values at the top level, not a list");
    }

    @Nested
    class Json {
        private static TargetConfig read(String text) {
            return ConfigLoader.parse(text, Format.JSON, "haloy.json", Path.of("/project"))
                    .app()
                    .base();
        }

        @Test
        void keys_are_in_camel_case() {
            assertThat(read("{\"healthCheckPath\": \"/up\", \"minReadySeconds\": 1e1, \"port\": 80}"))
                    .isEqualTo(TargetConfig.builder()
                            .healthCheckPath("/up")
                            .minReadySeconds(10)
                            .port("80")
                            .build());
            assertThat(mistakes(Format.JSON, "{\"image\": {\"build_config\": {}}}"))
                    .containsExactly("1.6 image.build_config unknown key");
        }

        @Test
        void a_byte_order_mark_and_lone_surrogates_are_tolerated() {
            assertThat(read("\uFEFF{\"name\": \"a\\ud800b\"}").name()).hasValue("a\uFFFDb");
        }

        @Test
        void duplicates_at_any_depth_are_mistakes() {
            assertThat(mistakes(Format.JSON, "{\"env\": [{\"name\": \"A\",\n \"name\": \"B\"}]}"))
                    .containsExactly("1.2 env[0].name is there twice; the first one is in line 1");
        }

        @Test
        void places_are_exact() {
            LoadedConfig loaded = ConfigLoader.parse(
                    "{\n  \"name\": \"🚀\", \"replicas\": 2\n}", Format.JSON, "haloy.json", Path.of("/project"));
            SourceLocation value = loaded.locate(KeyPath.of("replicas")).orElseThrow();
            assertThat(value).hasToString("haloy.json:2:28");
            assertThat(value.length()).isEqualTo(1);
            assertThat(loaded.locate(KeyPath.of("name")).orElseThrow().length()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "null",
                    "{",
                    "{\"a\": }",
                    "{\"name\": \"a\",}",
                    "{} {}",
                    "{name: 1}",
                    "{/**/}",
                    "{\"name\": 'a'}",
                    "{\"replicas\": 01}",
                    "{\"name\": \"a\nb\"}",
                    "{\"replicas\": NaN}"
                })
        void what_is_not_strict_json_is_refused(String text) {
            assertThat(mistakes(Format.JSON, text)).singleElement().asString().startsWith("1.2 ");
        }

        @Test
        void many_values_in_one_line_are_located_quickly() {
            LoadedConfig loaded = ConfigLoader.parse(
                    "{\"volumes\":[\"🚀\"" + ",\"a:/b\"".repeat(300_000) + "]}", Format.JSON, "j", Path.of("/p"));
            assertThat(loaded.locate(KeyPath.of("volumes").index(300_000)))
                    .map(SourceLocation::column)
                    .hasValue(16 + 7 * 299_999 + 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":"})
        void nesting_without_end_is_refused(String open) {
            assertThat(mistakes(Format.JSON, open.repeat(100_000)))
                    .containsExactly("1.2  is nested deeper than 1000 levels");
        }
    }

    @Nested
    class Toml {
        private static LoadedConfig read(String text) {
            return ConfigLoader.parse(text, Format.TOML, "haloy.toml", Path.of("/project"));
        }

        @Test
        void tables_and_dotted_keys_are_read_in_the_order_of_the_file() {
            LoadedConfig loaded = read("""
                    name = "app"
                    image.tag = '1.20'
                    [targets.z]
                    port = 80
                    [targets.a]
                    [[targets.a.env]]
                    name = "A"
                    value = \"""
                    two
                    lines\"""
                    """);
            assertThat(loaded.app().targets().keySet()).containsExactly("z", "a");
            assertThat(loaded.app().base().image().flatMap(ImageConfig::tag)).hasValue("1.20");
            assertThat(loaded.app().targets().get("a").env()).containsExactly(EnvVar.of("A", "two\nlines"));
            assertThat(loaded.locate(KeyPath.of("targets", "z", "port")))
                    .map(SourceLocation::toString)
                    .hasValue("haloy.toml:4:8");
        }

        @Test
        void all_syntax_errors_are_reported() {
            assertThat(mistakes(Format.TOML, "a = \nb = 1\nc = = 2\nb = 3\n"))
                    .hasSize(3)
                    .allMatch(text -> text.startsWith("1.2 "));
        }

        @Test
        void a_number_in_place_of_a_string_is_shown_as_written() {
            assertThat(catchThrowableOfType(ConfigException.class, () -> read("image.tag = 1.20 # old"))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.hint()).hasValue("put it in quotes: \"1.20\"");
                        assertThat(problem.location())
                                .map(SourceLocation::length)
                                .hasValue(4);
                    });
        }

        @Test
        void dates_are_no_strings() {
            assertThat(mistakes(Format.TOML, "name = 2024-01-01\nserver = 2024-01-01T00:00:00Z\nreplicas = inf"))
                    .containsExactly(
                            "1.3 name must be a string, not a date",
                            "1.3 server must be a string, not a date",
                            "1.3 replicas must be an integer, not a number with a fraction");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"%s\"", "'%s'", "\"\"\"%s\"\"\""})
        void a_long_value_in_one_line_is_read(String quotes) {
            String value = "é🚀".repeat(200_000);
            assertThat(read("name = " + quotes.formatted(value)).app().base().name())
                    .hasValue(value);
        }

        @Test
        void many_values_in_one_line_are_located_quickly() {
            LoadedConfig loaded = read("volumes = ['🚀'" + ", 'a:/b'".repeat(50_000) + "]");
            KeyPath last = KeyPath.of("volumes").index(50_000);
            assertThat(loaded.locate(last)).map(SourceLocation::column).hasValue(15 + 8 * 49_999 + 2);
        }

        @Test
        void nesting_without_end_is_refused() {
            assertThat(mistakes(Format.TOML, "a = " + "[".repeat(100_000)))
                    .isNotEmpty()
                    .allMatch(text -> text.startsWith("1.2 "));
        }

        @Test
        void a_file_too_long_for_the_parser_is_refused() {
            assertThat(mistakes(Format.TOML, "a = [" + "1,".repeat(600_000) + "]"))
                    .singleElement()
                    .asString()
                    .contains("longer");
        }
    }
}
