package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.SourceLocation;
import dev.haloy.resolve.Explanation.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest {
    private static final String FILE = """
            name: my-app
            replicas: 2
            image:
              repository: ghcr.io/my-org/my-app
              tag: v1
              history: {strategy: local, count: 3}
            env:
              - {name: LOG_LEVEL, value: info}
              - {name: URL, value: "postgres://app:${PASSWORD}@${HOST}/db"}
              - {name: HOST, value: db.internal}
            secret_providers:
              onepassword:
                db: {vault: Production, item: Database}
            targets:
              production:
                server: prod.haloy.com
                replicas: 3
                image: {history: {strategy: local}}
                env:
                  - {name: LOG_LEVEL, value: warn}
                  - {name: PASSWORD, from: {secret: "onepassword:db.password"}}
                  - {name: API_KEY, value: s3cret}
                domains:
                  - {domain: my-app.com, aliases: [www.my-app.com]}
              staging:
                preset: service
                image: {tag: v2}
              pinned:
                image: {repository: "redis:7"}
                env: [{name: FROM_HERE, from: {env: SHELL_NAME}}]
            """;

    private static LoadedConfig load(String text) {
        return ConfigLoader.parse(
                text, LoadedConfig.Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
    }

    private static Explanation explain(String target, String path) {
        return explainer(FILE, TargetSelection.named(target)).explain(path);
    }

    private static Explainer explainer(String text, TargetSelection selection) {
        return Explainer.of(load(text), selection, ResolveOptions.defaults()).get(0);
    }

    private static List<String> chain(Explanation explanation) {
        return explanation.chain().stream()
                .map(step -> step.effect() + " " + step.origin() + ": " + step.value())
                .toList();
    }

    @Test
    void it_says_what_was_overruled_from_the_weakest_to_the_strongest() {
        Explanation replicas = explain("production", "replicas");

        assertThat(replicas.value()).hasValue("3");
        assertThat(replicas.secret()).isFalse();
        assertThat(chain(replicas))
                .containsExactly(
                        "OVERRULED default: 1",
                        "OVERRULED haloy.yaml:2:11, top level: 2",
                        "DECIDED haloy.yaml:17:15, target: 3");
    }

    @Test
    void it_reads_like_a_small_table() {
        assertThat(explain("production", "replicas")).hasToString("""
                production: replicas = 3
                    default                      1  overruled
                    top level  haloy.yaml:2:11   2  overruled
                  > target     haloy.yaml:17:15  3  decides""");
    }

    @Test
    void a_preset_has_a_say_between_the_default_and_what_is_written() {
        assertThat(chain(explain("staging", "deployment_strategy")))
                .containsExactly("OVERRULED default: rolling", "DECIDED haloy.yaml:26:13, preset: replace");
    }

    @Test
    void a_field_of_an_image_comes_from_the_layer_that_set_it() {
        assertThat(chain(explain("staging", "image.repository")))
                .containsExactly(
                        "OVERRULED default: my-app", "DECIDED haloy.yaml:4:15, top level: ghcr.io/my-org/my-app");
        assertThat(chain(explain("staging", "image.tag")))
                .containsExactly("OVERRULED haloy.yaml:5:8, top level: v1", "DECIDED haloy.yaml:27:18, target: v2");
    }

    @Test
    void a_block_that_was_replaced_as_a_whole_explains_why_its_old_values_are_gone() {
        assertThat(chain(explain("production", "image.history.count")))
                .containsExactly("OVERRULED haloy.yaml:6:37, top level: 3", "DECIDED default: 6");
    }

    @Test
    void a_tag_that_was_dropped_is_not_set_and_shows_what_was_overruled() {
        Explanation tag = explain("pinned", "image.tag");

        assertThat(tag.value()).isEmpty();
        assertThat(tag.decision()).isEmpty();
        assertThat(chain(tag)).containsExactly("OVERRULED haloy.yaml:5:8, top level: v1");
        assertThat(tag.toString()).startsWith("pinned: image.tag is not set");
    }

    @Test
    void a_variable_is_explained_by_name_whatever_its_position() {
        Explanation level = explain("production", "env.LOG_LEVEL");

        assertThat(level.value()).hasValue("warn");
        assertThat(chain(level))
                .containsExactly("OVERRULED haloy.yaml:8:5, top level: info", "DECIDED haloy.yaml:20:9, target: warn");
        assertThat(explain("production", "env[0].value").value()).hasValue("warn");
        assertThat(explain("production", "env[0]")).isEqualTo(level);
    }

    @Test
    void all_variables_together_are_a_merge() {
        Explanation env = explain("production", "env");

        assertThat(env.value()).hasValue("[LOG_LEVEL, URL, HOST, PASSWORD, API_KEY]");
        assertThat(env.chain()).extracting(Explanation.Step::effect).containsExactly(Effect.MERGED, Effect.DECIDED);
    }

    @Test
    void references_are_replaced_where_they_are_known_and_masked_where_they_are_secret() {
        Explanation url = explain("production", "env.URL");

        assertThat(url.value()).hasValue("postgres://app:***@db.internal/db");
        assertThat(url.secret()).isTrue();
        assertThat(chain(url))
                .containsExactly(
                        "DECIDED haloy.yaml:9:5, top level: postgres://app:${PASSWORD}@${HOST}/db",
                        "MERGED haloy.yaml:21:9, reference: ${PASSWORD}: from the secret onepassword:db.password",
                        "MERGED haloy.yaml:10:5, reference: ${HOST}: db.internal");
    }

    @Test
    void a_secret_names_its_reference_and_the_source_behind_it() {
        Explanation password = explain("production", "env.PASSWORD");

        assertThat(password.secret()).isTrue();
        assertThat(password.value()).hasValue("from the secret onepassword:db.password");
        assertThat(chain(password))
                .containsExactly(
                        "DECIDED haloy.yaml:21:9, target: from the secret onepassword:db.password",
                        "USED haloy.yaml:21:41, secret: the secret onepassword:db.password",
                        "USED haloy.yaml:13:9, secret: source db of onepassword");
        assertThat(chain(explain("pinned", "env.FROM_HERE")))
                .last()
                .isEqualTo("USED haloy.yaml:30:41, variable: the variable SHELL_NAME");
    }

    @Test
    void a_literal_that_looks_secret_is_masked() {
        Explanation key = explain("production", "env.API_KEY");

        assertThat(key.value()).hasValue("***");
        assertThat(key.secret()).isTrue();
        assertThat(key.toString()).doesNotContain("s3cret");
        assertThat(explainer(FILE, TargetSelection.named("production")).all().toString())
                .doesNotContain("s3cret");
    }

    @Test
    void parts_of_lists_and_json_spelling_are_understood() {
        assertThat(explain("production", "domains[0].aliases[0]").value()).hasValue("www.my-app.com");
        assertThat(explain("production", "domains[0].domain")
                        .decision()
                        .orElseThrow()
                        .origin()
                        .location()
                        .map(SourceLocation::toString))
                .hasValue("haloy.yaml:24:18");
        assertThat(explain("production", "healthCheckPath").value()).hasValue("/");
    }

    @Test
    void the_name_of_an_app_may_come_from_its_targets_key() {
        Explainer explainer = explainer("targets: {eu: {server: a.example}}", TargetSelection.all());

        assertThat(chain(explainer.explain("name"))).containsExactly("DECIDED haloy.yaml:1:15, target's key: eu");
    }

    @Test
    void an_image_chosen_by_key_hides_the_inherited_one() {
        Explainer explainer = explainer("""
                name: my-app
                image: {repository: web, tag: v1}
                images: {db: {repository: postgres, tag: "16"}}
                targets: {db: {server: a.example, image_key: db}}
                """, TargetSelection.all());

        assertThat(chain(explainer.explain("image.tag")))
                .containsExactly(
                        "OVERRULED haloy.yaml:2:31, top level: v1", "DECIDED haloy.yaml:3:42, named image: 16");
    }

    @Test
    void a_file_without_targets_is_its_only_target() {
        Explainer explainer = explainer("name: solo\nimage: nginx\nreplicas: 2\n", TargetSelection.only());

        assertThat(explainer.explain("replicas").toString()).startsWith("solo: replicas = 2");
        assertThat(explainer.explain("image.repository").value()).hasValue("nginx");
    }

    @Test
    void a_configuration_with_mistakes_can_be_explained() {
        Explainer explainer = explainer("targets: {eu: {server: 'a b', replicas: 0}}", TargetSelection.all());

        assertThat(explainer.explain("replicas").value()).hasValue("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replica|did you mean 'replicas'?",
                "image.tags|did you mean 'image.tag'?",
                "env.LOG_LEVL|did you mean 'env.LOG_LEVEL'?",
                "env.X|it has LOG_LEVEL, URL, HOST, PASSWORD, API_KEY",
                "replicas.count|nothing is below it",
                "domains[7]|there is no 'domains[7]'",
                "nonsense|a target has name, preset",
                "image.|ends with a dot",
                "[|is not the path of a setting"
            })
    void a_path_that_cannot_be_is_refused_with_advice(String path, String advice) {
        assertThatThrownBy(() -> explain("production", path))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(advice);
    }

    static List<ConfigCase> cases() {
        return ConfigCase.generated();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_value_of_every_configuration_has_exactly_one_reason_where_the_resolver_says(ConfigCase vector) {
        LoadedConfig loaded = parse(vector);
        TargetSelection selection =
                loaded.app().targets().isEmpty() ? TargetSelection.only() : TargetSelection.allIncludingProtected();
        List<ResolvedTarget> resolved =
                Resolver.resolve(loaded, selection, ResolveOptions.defaults()).targets();
        List<Explainer> explainers = Explainer.of(loaded, selection, ResolveOptions.defaults());
        for (int i = 0; i < explainers.size(); i++) {
            Explainer explainer = explainers.get(i);
            for (Explanation explanation : explainer.all()) {
                Origin origin = resolved.get(i).origins().get(explanation.key());
                assertThat(explanation.decision().map(Explanation.Step::origin))
                        .as(explanation.toString())
                        .matches(decided -> origin == null || decided.equals(Optional.of(origin)));
                assertThat(explanation.value()).as(explanation.toString()).isPresent();
                assertThat(explanation.chain())
                        .as(explanation.toString())
                        .filteredOn(step -> step.effect() == Effect.DECIDED)
                        .hasSize(1);
                assertThat(explainer.explain(bracketed(explanation))).isEqualTo(explanation);
            }
        }
    }

    @Test
    void one_target_among_a_thousand_is_explained_without_looking_at_the_others() {
        StringBuilder text = new StringBuilder("name: my-app\nreplicas: 2\ntargets:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("  t").append(i).append(": {server: s").append(i).append(".example.net, replicas: 3}\n");
        }
        Explainer explainer = explainer(text.toString(), TargetSelection.named("t999"));

        assertThat(chain(explainer.explain("replicas")))
                .containsExactly(
                        "OVERRULED default: 1",
                        "OVERRULED haloy.yaml:2:11, top level: 2",
                        "DECIDED haloy.yaml:1003:46, target: 3");
    }

    private static LoadedConfig parse(ConfigCase vector) {
        String format = vector.json().path("format").asText();
        return ConfigLoader.parse(
                vector.json().path("config").asText(),
                LoadedConfig.Format.valueOf(format.toUpperCase(Locale.ROOT)),
                "haloy." + format,
                Path.of("").toAbsolutePath());
    }

    private static String bracketed(Explanation explanation) {
        StringBuilder path = new StringBuilder();
        explanation
                .key()
                .steps()
                .forEach(step -> path.append(
                        step.toString().contains(".") ? "[" + step + "]" : (path.length() == 0 ? "" : ".") + step));
        return path.toString();
    }
}
