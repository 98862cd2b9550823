package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.LoadedConfig.Format;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ConfigWriterTest {
    private static AppConfig with(String text) {
        return AppConfig.builder()
                .base(TargetConfig.builder().name(text).volumes(List.of(text)).build())
                .targets(Map.of(text, TargetConfig.EMPTY))
                .build();
    }

    @Test
    void it_reads_like_a_file_written_by_hand() {
        AppConfig app = AppConfig.builder()
                .base(TargetConfig.builder()
                        .name("my-app")
                        .image(ImageConfig.builder()
                                .repository("ghcr.io/org/app")
                                .tag("1.20")
                                .build())
                        .env(List.of(
                                EnvVar.of("GREETING", "hello: world"),
                                EnvVar.of("URL", dev.haloy.config.ValueSource.secret("onepassword:db.url"))))
                        .port("8080")
                        .volumes(List.of())
                        .build())
                .targets(Map.of("production", TargetConfig.EMPTY))
                .build();
        assertThat(ConfigWriter.toYaml(app)).isEqualTo("""
                name: my-app
                image:
                  repository: ghcr.io/org/app
                  tag: "1.20"
                env:
                  - name: GREETING
                    value: "hello: world"
                  - name: URL
                    from:
                      secret: onepassword:db.url
                port: "8080"
                volumes: []
                targets:
                  production: {}
                """);
    }

    @Test
    void nothing_is_written_as_an_empty_mapping() {
        assertThat(ConfigWriter.toYaml(AppConfig.builder().build())).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a ",
                "1",
                "010",
                "1_000",
                "2024-01-01",
                "yes",
                "No",
                "~",
                "null",
                "<<",
                "=",
                "- a",
                "a: b",
                "a #b",
                "a:",
                "'",
                "\"",
                "\\",
                "%a",
                "@a",
                "`a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "?",
                "? a",
                "{",
                "[a",
                "a,b",
                "é",
                "🚀",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\0",
                "\u001b",
                "a\nb\n",
                "\r\n",
                "\t",
                "---",
                "...",
                "12:30:45",
                "0x1F",
                ".inf",
                "1e3",
                "a\u00A0b"
            })
    void any_text_survives(String text) {
        AppConfig app = with(text);
        assertThat(Everything.readBack(app, Format.YAML)).isEqualTo(app);
    }

    @Test
    void random_text_means_the_same_to_other_readers() {
        Random random = new Random(7);
        String alphabet = "ab1 0:#-\n\t\"'{}[],&*!|>%@`?~.=_/\\éß🚀\u2028";
        int[] points = alphabet.codePoints().toArray();
        Load load = new Load(LoadSettings.builder().build());
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            AppConfig app = with(text.toString());
            String yaml = ConfigWriter.toYaml(app);
            assertThat(Everything.readBack(app, Format.YAML)).as(yaml).isEqualTo(app);
            assertThat(load.loadFromString(yaml)).as(yaml).isEqualTo(ConfigWriter.tree(app, Format.YAML));
        }
    }

    @Test
    void a_very_long_key_survives() {
        AppConfig app = with("key ".repeat(1_000));
        assertThat(Everything.readBack(app, Format.YAML)).isEqualTo(app);
    }
}
