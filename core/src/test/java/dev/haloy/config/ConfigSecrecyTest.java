package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSecrecyTest {
    private static final String SECRET = "hunter2";

    private static final String YAML = """
            name: app
            api_token: {value: hunter2}
            env:
              - name: A
                value: hunter2
              - {name: B, value: "hunter2", build_arg: true}
              - name: C
                value: |
                  hunter2
                  hunter2
            image:
              repository: web
              registry:
                username: {value: bob}
                password:
                  value: 'hunter2'
              builder:
                args: [{name: X, value: hunter2}]
            targets:
              live: {server: a.example, api_token: {value: hunter2}, replicas: 2}
            """;

    private static final String JSON = """
            {"name": "app", "apiToken": {"value": "hunter2"},
             "env": [{"name": "A", "value": "hunter2"}, {"value": "hunter2",
               "name": "B", "buildArg": true}],
             "image": {"repository": "web", "registry": {"password": {"value": "hunter2"}, "username": {"value": "bob"}}},
             "targets": {"live": {"server": "a.example", "apiToken": {"value": "hunter2"}}}}
            """;

    private static final String TOML = """
            name = "app"
            api_token = {value = "hunter2"}
            [[env]]
            name = "A"
            value = "hunter2"
            [[env]]
            name = "B"
            value = \"""
            hunter2
            hunter2\"""
            [image.registry]
            username = {value = "bob"}
            password = {value = 'hunter2'}
            [targets.live]
            api_token.value = "hunter2"
            """;

    private static String text(Format format) {
        return switch (format) {
            case YAML -> YAML;
            case JSON -> JSON;
            case TOML -> TOML;
        };
    }

    private static String everythingSaidAbout(String text, Format format) {
        try {
            LoadedConfig loaded = ConfigLoader.parse(text, format, "f", Path.of("/p"));
            return loaded.places().toString() + loaded.app();
        } catch (ConfigException e) {
            return e.getMessage() + e.problems().stream().map(Problem::toString).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void no_place_shows_a_secret(Format format) {
        assertThat(everythingSaidAbout(text(format), format))
                .doesNotContain(SECRET)
                .contains("***");
    }

    /** Deletes, doubles and replaces single characters outside the secrets. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void no_slip_of_the_keyboard_brings_a_secret_into_a_message(Format format) {
        Random random = new Random(20_240_607);
        String[] replacements = {"", "x", "\"", "'", ":", " ", "\n", "\t", "{", "}", "[", "-", "#", "&a", "1", ","};
        for (int run = 0; run < 2_000; run++) {
            String original = text(format);
            int at = random.nextInt(original.length());
            if (touchesSecret(original, at)) {
                continue;
            }
            String replacement = replacements[random.nextInt(replacements.length)];
            String broken = original.substring(0, at) + replacement + original.substring(at + random.nextInt(2));
            assertThat(everythingSaidAbout(broken, format)).as(broken).doesNotContain(SECRET);
        }
    }

    private static boolean touchesSecret(String text, int at) {
        int from = text.lastIndexOf(SECRET, at);
        return from >= 0 && at <= from + SECRET.length();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_token: hunter2",
                "api_tokn: hunter2",
                "apiToken: {value: hunter2}",
                "env: [{name: A, valeu: hunter2}]",
                "env: [{name: A, value: [hunter2]}]",
                "env: [hunter2]",
                "env: {A: hunter2}",
                "env: hunter2",
                "image: {registry: {password: hunter2}}",
                "image: {registry: {passwrod: hunter2}}",
                "image: {registry: {password: [{value: hunter2}]}}",
                "x-secrets: &x {a: hunter2}",
                "env: [{name: A, value:hunter2}]",
                "env: [{name: A, value hunter2}]",
                "env: [{name: A, hunter2}]",
            })
    void a_misplaced_secret_is_not_shown(String text) {
        assertThat(everythingSaidAbout(text, Format.YAML)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env: [{name: A, value: 8675309}]", "api_token: {value: 8675309}", "api_token: 8675309"})
    void a_secret_that_lacks_quotes_is_not_shown(String text) {
        List<String> said = List.of(everythingSaidAbout(text, Format.YAML));
        assertThat(said)
                .allSatisfy(
                        message -> assertThat(message).doesNotContain("8675309").contains("must be"));
    }
}
