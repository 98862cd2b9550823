package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetDiffTest {
    private static final String FILE = """
            name: my-app
            image: {repository: web, registry: {username: {value: me}, password: {value: pa55word}}}
            env:
              - {name: LOG_LEVEL, value: info}
              - {name: HOST, value: localhost}
              - {name: URL, value: "http://${HOST}/"}
            targets:
              production:
                server: prod.haloy.com
                replicas: 3
                api_token: {value: t0p-one}
                env: [{name: HOST, value: db.internal}, {name: ONLY_HERE, value: x}]
              staging:
                server: staging.haloy.com
                api_token: {value: t0p-two}
                env: [{name: LOG_LEVEL, value: info}]
              twin: {server: staging.haloy.com, api_token: {value: t0p-two}}
            """;

    private static List<Explainer> explainers(String... targets) {
        LoadedConfig loaded = ConfigLoader.parse(
                FILE, LoadedConfig.Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
        return Explainer.of(loaded, TargetSelection.named(targets), ResolveOptions.defaults());
    }

    private static TargetDiff diff(String left, String right) {
        List<Explainer> both = explainers(left, right);
        return TargetDiff.of(both.get(0), both.get(1));
    }

    @Test
    void it_names_both_values_and_both_reasons() {
        assertThat(diff("staging", "production").toString()).contains("""
                replicas
                  staging     1  default
                  production  3  haloy.yaml:10:15, target""");
    }

    @Test
    void it_has_the_settings_that_differ_and_no_others() {
        assertThat(diff("staging", "production").differences())
                .extracting(each -> each.key().toString())
                .containsExactly("server", "api_token", "env.HOST", "env.URL", "env.ONLY_HERE", "replicas");
    }

    @Test
    void a_difference_between_secrets_shows_neither() {
        TargetDiff diff = diff("staging", "production");

        assertThat(diff.differences())
                .filteredOn(each -> each.key().toString().equals("api_token"))
                .allSatisfy(each ->
                        assertThat(each.left().value()).isEqualTo(each.right().value()));
        assertThat(diff.toString()).doesNotContain("t0p").doesNotContain("pa55word");
    }

    @Test
    void targets_that_mean_the_same_do_not_differ_wherever_it_is_written() {
        assertThat(diff("staging", "twin").isEmpty()).isTrue();
        assertThat(diff("staging", "twin")).hasToString("staging and twin do not differ");
    }

    @Test
    void a_resolved_target_is_a_file_in_which_every_line_has_its_origin() {
        Explainer production = explainers("production").get(0);

        String yaml = production.toYamlWithOrigins();

        assertThat(yaml.lines()).allSatisfy(line -> assertThat(line).contains("  # "));
        assertThat(yaml)
                .containsPattern("replicas: 3 +# haloy.yaml:10:15, target\n")
                .containsPattern("port: \"8080\" +# default\n")
                .containsPattern("history: +# default\n")
                .containsPattern("value: info +# haloy.yaml:4:30, top level\n")
                .doesNotContain("t0p-one")
                .doesNotContain("pa55word");
        assertThat(parse(yaml)).isEqualTo(parse(production.toYaml()));
    }

    private static AppConfig parse(String yaml) {
        return ConfigLoader.parse(
                        yaml, LoadedConfig.Format.YAML, "shown", Path.of("").toAbsolutePath())
                .app();
    }
}
