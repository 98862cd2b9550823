package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig.Format;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;

    ExplainCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx
                replicas: 2
                env: [{name: LOG_LEVEL, value: info}, {name: API_TOKEN, value: hunter2}]
                targets:
                  production: {server: prod.haloy.com, replicas: 3}
                  staging.eu:
                    server: staging.haloy.com
                    env: [{name: LOG_LEVEL, value: debug}]
                """);
    }

    @Test
    void a_setting_of_a_target_is_shown_with_everything_that_had_a_say() {
        assertThat(bench.run(captured, "explain", "production.replicas"))
                .as(captured.err())
                .isZero();
        assertThat(captured.out()).isEqualTo("""
                production: replicas = 3
                    default                     1  overruled
                    top level  haloy.yaml:3:11  2  overruled
                  > target     haloy.yaml:6:50  3  decides
                """);
    }

    @Test
    void a_targets_key_may_have_dots_in_it() {
        assertThat(bench.run(captured, "explain", "staging.eu.env.LOG_LEVEL")).isZero();
        assertThat(captured.out()).startsWith("staging.eu: env.LOG_LEVEL = debug");
    }

    @Test
    void a_setting_alone_is_explained_in_every_target_and_a_target_alone_in_every_setting() {
        bench.run(captured, "explain", "replicas");
        assertThat(captured.out()).contains("production: replicas = 3").contains("staging.eu: replicas = 2");

        Captured all = Captured.plain();
        bench.run(all, "explain", "production");
        assertThat(all.out())
                .contains("production: port = 8080")
                .contains("production: env.LOG_LEVEL = info")
                .doesNotContain("staging.eu");
    }

    @Test
    void a_file_without_targets_needs_none() {
        bench.file("name: solo\nimage: nginx\nreplicas: 4\n");

        assertThat(bench.run(captured, "explain", "replicas")).isZero();
        assertThat(captured.out()).startsWith("solo: replicas = 4");
    }

    @Test
    void json_has_the_whole_chain() throws Exception {
        bench.run(captured, "explain", "production.replicas", "--output", "json");

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.at("/explanations/0/value").asText()).isEqualTo("3");
        assertThat(json.at("/explanations/0/chain/2/rule").asText()).isEqualTo("target");
        assertThat(json.at("/explanations/0/chain/2/line").asInt()).isEqualTo(6);
        assertThat(json.at("/explanations/0/chain/1/effect").asText()).isEqualTo("overruled");
    }

    @ParameterizedTest
    @CsvSource({
        "production.replica,did you mean 'replicas'?",
        "prodution.replicas,did you mean 'production'?",
        "prodution,did you mean 'production'?",
        "replcas,did you mean 'replicas'?",
        "production.env.LOG_LVEL,did you mean 'env.LOG_LEVEL'?"
    })
    void what_does_not_exist_exits_with_2_and_a_suggestion(String path, String suggestion) {
        assertThat(bench.run(captured, "explain", path)).isEqualTo(2);
        assertThat(captured.err()).contains(suggestion);
    }

    @Test
    void two_targets_are_compared_with_reasons() throws Exception {
        assertThat(bench.run(captured, "config-diff", "staging.eu", "production"))
                .isZero();
        assertThat(captured.out()).contains("""
                replicas
                  staging.eu  2  haloy.yaml:3:11, top level
                  production  3  haloy.yaml:6:50, target
                """);

        Captured json = Captured.plain();
        bench.run(json, "config-diff", "staging.eu", "production", "--output", "json");
        assertThat(new ObjectMapper().readTree(json.out()).at("/differences").findValuesAsText("key"))
                .contains("server", "env.LOG_LEVEL", "replicas")
                .doesNotContain("port");
    }

    @Test
    void a_target_to_compare_with_that_is_not_there_exits_with_2() {
        assertThat(bench.run(captured, "config-diff", "production", "staging")).isEqualTo(2);
        assertThat(captured.err()).contains("there is no target 'staging'");
    }

    @Test
    void the_schema_is_printed_in_either_spelling() throws Exception {
        assertThat(bench.run(captured, "schema")).isZero();
        assertThat(new ObjectMapper().readTree(captured.out()).at("/properties").has("pre_deploy"))
                .isTrue();

        Captured json = Captured.plain();
        bench.run(json, "schema", "--format", "json");
        assertThat(new ObjectMapper().readTree(json.out()).at("/properties").has("preDeploy"))
                .isTrue();
    }

    @Test
    void blame_says_behind_each_line_where_it_comes_from_and_the_file_stays_a_file() {
        assertThat(bench.run(
                        captured,
                        "validate-config",
                        "-t",
                        "production",
                        "--show-resolved-config",
                        "--blame",
                        "--quiet"))
                .as(captured.err())
                .isZero();
        assertThat(captured.out())
                .containsPattern("replicas: 3 +# haloy.yaml:6:50, target\n")
                .containsPattern("port: \"8080\" +# default\n")
                .doesNotContain("hunter2");
        assertThat(ConfigLoader.parse(captured.out(), Format.YAML, "shown", Path.of("folder"))
                        .app()
                        .base()
                        .replicas())
                .hasValue(3);
    }

    @Test
    void blame_shows_secrets_only_to_whoever_asks_for_them_too() {
        bench.run(captured, "validate-config", "--show-resolved-config", "--blame", "--show-secrets");

        assertThat(captured.out()).containsPattern("value: hunter2 +# haloy.yaml:4:");
    }

    @Test
    void blame_alone_makes_no_sense() {
        assertThat(bench.run(captured, "validate-config", "--blame")).isEqualTo(2);
    }
}
