package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig.Format;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateConfigCommandTest {
    private static final String SECRET = "hunter2-and-more";

    private final Captured captured = Captured.plain();
    private final Bench bench;

    ValidateConfigCommandTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx
                replicas: 2
                env: [{name: LOG_LEVEL, value: info}]
                targets:
                  eu:
                    server: eu.example.com
                    image: {tag: v2}
                    env: [{name: PASSWORD, from: {env: DB_PASSWORD}}]
                """);
        bench.variables.put("DB_PASSWORD", SECRET);
    }

    @Test
    void a_valid_file_exits_with_0() {
        assertThat(bench.run(captured, "validate-config")).as(captured.err()).isZero();
        assertThat(captured.out()).contains("haloy.yaml is valid: 1 target");
    }

    @Test
    void a_variable_that_is_not_set_is_found_unless_values_are_left_alone() {
        bench.variables.remove("DB_PASSWORD");

        assertThat(bench.run(captured, "validate-config")).isEqualTo(2);
        assertThat(captured.err()).contains("DB_PASSWORD");
        assertThat(bench.run(Captured.plain(), "validate-config", "--no-secrets"))
                .isZero();
    }

    @Test
    void where_values_cannot_be_had_the_way_to_see_the_rest_is_told() {
        bench.variables.remove("DB_PASSWORD");

        assertThat(bench.run(captured, "validate-config", "--show-resolved-config", "--blame"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("--no-secrets shows it", "DB_PASSWORD");

        Captured revealed = Captured.plain();
        bench.run(revealed, "validate-config", "--show-resolved-config", "--show-secrets");
        assertThat(revealed.err()).doesNotContain("--no-secrets");
    }

    @Test
    void the_resolved_configuration_is_a_file_that_means_the_same_and_shows_no_secret() {
        bench.run(captured, "validate-config", "--show-resolved-config", "--quiet");

        assertThat(captured.out()).doesNotContain(SECRET);
        AppConfig shown = ConfigLoader.parse(captured.out(), Format.YAML, "shown", Path.of("folder"))
                .app();
        assertThat(shown.base().replicas()).hasValue(2);
        assertThat(shown.base().image().orElseThrow().tag()).hasValue("v2");
        assertThat(shown.base().env()).hasSize(2);
        assertThat(shown.base().env().get(1).source().fromEnv()).hasValue("DB_PASSWORD");
    }

    @Test
    void secrets_are_shown_to_whoever_asks_for_them() {
        bench.run(captured, "validate-config", "--show-resolved-config", "--show-secrets");

        assertThat(captured.out()).contains(SECRET);
    }

    @Test
    void json_masks_secrets() throws Exception {
        bench.run(captured, "validate-config", "--show-resolved-config", "--output", "json");

        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("valid").asBoolean()).isTrue();
        assertThat(json.at("/targets/0/config/replicas").asInt()).isEqualTo(2);
        assertThat(captured.everything()).doesNotContain(SECRET);
    }

    @Test
    void showing_secrets_alone_makes_no_sense() {
        assertThat(bench.run(captured, "validate-config", "--show-secrets")).isEqualTo(2);
    }

    @Test
    void mistakes_of_all_targets_are_found_at_once() {
        bench.file("""
                name: my-app
                image: nginx
                targets:
                  eu: {server: eu.example.com, replicas: 0}
                  us: {server: us.example.com, port: "99999"}
                """);

        assertThat(bench.run(captured, "validate-config")).isEqualTo(2);
        assertThat(captured.err())
                .contains("2 mistakes")
                .contains("targets.eu.replicas")
                .contains("targets.us.port");
    }
}
