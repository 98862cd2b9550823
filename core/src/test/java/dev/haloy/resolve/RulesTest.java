package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.bc",
                "EXAMPLE.com",
                "ex.12",
                "10.0.0.12",
                "192.168.1.100",
                "localhost",
                "xn--e1afmkfd.xn--p1ai",
                "a-b.example.com"
            })
    void accepts_a_domain(String domain) {
        assertThat(DomainName.problem(domain)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "10.0.0.1",
                "*.example.com",
                "exa_mple.com",
                "a..com",
                "a-.com",
                "-a.com",
                "example.com.",
                "é.com",
                "localhost:9922",
                "example",
                "exam ple.com",
                "example.c-m",
                "xn--e1.xn--"
            })
    void refuses_a_domain(String domain) {
        assertThat(DomainName.problem(domain)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "app, '', app:latest, ''",
        "app, v1, app:v1, v1",
        "redis:7, '', redis:7, 7",
        "localhost:5000/app, '', localhost:5000/app:latest, ''",
        "web@sha256:0a, '', web@sha256:0a, sha256:0a",
        "web:1@sha256:0a, '', web:1@sha256:0a, sha256:0a"
    })
    void knows_the_version_of_an_image(String repository, String tag, String reference, String version) {
        Optional<String> given = Optional.of(tag).filter(text -> !text.isEmpty());

        assertThat(ImageReference.of(repository, given)).isEqualTo(reference);
        assertThat(ImageReference.version(repository, given).orElse("")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/a/b, ghcr.io",
        "localhost:5000/app, localhost:5000",
        "localhost/app, localhost",
        "user/app, docker.io",
        "app, docker.io",
        "app.v2, docker.io"
    })
    void knows_the_registry_of_an_image(String repository, String registry) {
        assertThat(ImageReference.registry(repository)).isEqualTo(registry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: {repository: a, build: true, builder: {push: registry}} | V21 image.registry",
                "image: {repository: a, registry: {username: {value: u}, password: {value: p}}, builder: {push: server}}"
                        + " | V22 image.registry",
                "image: {repository: a, pull_policy: sometimes} | V12 image.pull_policy",
                "image: {repository: a, history: {strategy: local, count: 0}} | V15 image.history.count",
                "image: {repository: a, history: {strategy: registry, count: 3, pattern: 'v*'}} | V17 image.tag",
                "image: {repository: 'a:main', history: {strategy: registry, count: 3, pattern: 'v*'}} | V18 image.tag",
                "image: {repository: a, builder: {args: [{name: X, value: ''}]}} | V25 image.builder.args[0]",
                "image: {repository: 'a:1', tag: '2'} | V42 image.tag",
                "image: {repository: a, builder: {}, build_config: {}} | V41 image.builder",
                "env: [{name: 'A=B', value: x}] | V33 env[0].name",
                "env: [{name: A, value: x, from: {env: B}}] | V34 env[0]",
                "api_token: {value: x, from: {env: B}} | V43 api_token",
                "naming_strategy: static | V28 naming_strategy",
                "volumes: ['/d'] | V37 volumes[0]",
                "volumes: ['C:/d:/x'] | V37 volumes[0]",
                "min_ready_seconds: -1 | V40 min_ready_seconds"
            })
    void a_rule_is_reported_with_the_place_that_broke_it(String setting, String expected) {
        assertThat(errors("name: app\nserver: s.example.net\n" + setting + "\n"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: {repository: 'a@sha256:0a', history: {strategy: registry, count: 3, pattern: 'v*'}}",
                "image: {repository: a, builder: {args: [{name: TOKEN}]}}",
                "api_token: {}",
                "api_token: {value: ''}",
                "port: '0443'",
                "volumes: ['C:/d', 'data:/d:ro', '/a:/b:z']"
            })
    void what_is_right_is_left_alone(String setting) {
        assertThat(errors("name: app\nserver: s.example.net\n" + setting + "\n"))
                .isEmpty();
    }

    @Test
    void a_preset_against_an_inherited_strategy_is_reported_at_the_inherited_line() {
        String yaml = """
                name: relay
                deployment_strategy: rolling
                image: valkey:8
                targets:
                  relay-store: {name: relay-store, server: s.example.net, preset: service}
                """;

        assertThat(errors(yaml)).containsExactly("V28 targets.relay-store.naming_strategy");
    }

    @Test
    void a_mistake_in_an_image_that_no_target_uses_is_a_warning() {
        String yaml = "name: app\nserver: s.example.net\nimages:\n  spare: {repository: 'a b'}\n";

        assertThat(Resolver.validate(load(yaml), ResolveOptions.defaults()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.path()).hasToString("images.spare.repository");
                    assertThat(problem.location()).isPresent();
                });
    }

    @Test
    void warnings_tell_what_may_not_be_meant() {
        String yaml = """
                name: app
                image: {repository: app, build: false}
                domains: [{domain: a.example.com, aliases: [A.example.com]}]
                env: [{name: A, value: x}, {name: A, value: y}]
                """;

        assertThat(Resolver.validate(load(yaml), ResolveOptions.defaults()))
                .extracting(Problem::rule)
                .containsExactlyInAnyOrder("2.7", "2.7", "3.5", "2.4");
    }

    private static List<String> errors(String yaml) {
        return Resolver.validate(load(yaml), ResolveOptions.defaults()).stream()
                .filter(Problem::isError)
                .map(problem -> problem.rule() + " " + problem.path())
                .toList();
    }

    private static LoadedConfig load(String yaml) {
        return ConfigLoader.parse(
                yaml, LoadedConfig.Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
    }
}
