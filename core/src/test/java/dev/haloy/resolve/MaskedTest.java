package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.BuildArg;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.config.ValueSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD,hunter2",
        "apiToken,t",
        "STRIPE_SECRET,s",
        "API_KEY,k",
        "KEY,k",
        "BASIC_AUTH,me:you",
        "DATABASE_URL,postgres://app:hunter2@db/x",
        "CERT,-----BEGIN PRIVATE KEY-----"
    })
    void what_looks_secret_is_masked(String name, String value) {
        assertThat(Sensitive.isSecret(name, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL,info",
        "AUTHOR,me",
        "KEYBOARD,de",
        "MONKEYS,12",
        "DATABASE_URL,postgres://app:${DB_PASSWORD}@db/x",
        "DATABASE_URL,postgres://db:5432/x",
        "DB_PASSWORD,${OTHER}",
        "DB_PASSWORD,''"
    })
    void what_does_not_or_only_refers_to_a_secret_is_shown(String name, String value) {
        assertThat(Sensitive.isSecret(name, value)).isFalse();
    }

    @Test
    void tokens_and_passwords_are_masked_whatever_they_look_like_and_references_are_not() {
        TargetConfig settings = TargetConfig.builder()
                .apiToken(ValueSource.of("plain"))
                .env(List.of(EnvVar.of("A_TOKEN", ValueSource.env("B")), EnvVar.of("PASSWORD", "plain")))
                .image(ImageConfig.builder()
                        .registry(RegistryConfig.builder()
                                .username(ValueSource.of("me"))
                                .password(ValueSource.of("plain"))
                                .build())
                        .buildConfig(BuilderConfig.builder()
                                .args(List.of(BuildArg.builder()
                                        .name("NPM_TOKEN")
                                        .source(ValueSource.of("plain"))
                                        .build()))
                                .build())
                        .build())
                .build();

        String shown = ConfigWriter.settings(Masked.settings(settings)).toString();

        assertThat(shown)
                .doesNotContain("plain")
                .contains("value=me")
                .contains("{name=A_TOKEN, from={env=B}}")
                .contains("{name=NPM_TOKEN, value=***}");
    }
}
