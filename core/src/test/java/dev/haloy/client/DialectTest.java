package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
    @ParameterizedTest
    @CsvSource({"v0.1.0-beta.5, 5", "v0.1.0-beta.69, 69", "v0.1.0-beta.69+dirty, 69", "v0.1.0-beta.28-2-gabcdef, 28"})
    void a_release_is_known_by_its_number(String version, int beta) {
        assertThat(Dialect.of(version)).isEqualTo(new Dialect(beta));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dev", "dev-2026-07", "", "v0.1.0", "v0.1.0-beta.", "v0.1.0-beta.x", "v1.0.0", "0.1.0-beta.5"})
    void any_other_version_counts_as_the_newest(String version) {
        assertThat(Dialect.of(version)).isEqualTo(Dialect.NEWEST);
    }

    @Test
    void a_number_beyond_all_bounds_is_a_new_release() {
        assertThat(Dialect.of("v0.1.0-beta.99999999999999").knowsPullPolicy()).isTrue();
    }

    @Test
    void the_contact_for_certificates_is_sent_to_old_servers_only() {
        assertThat(new Dialect(28).knowsAcmeEmail()).isTrue();
        assertThat(new Dialect(29).knowsAcmeEmail()).isFalse();
        assertThat(Dialect.NEWEST.knowsAcmeEmail()).isFalse();
    }

    @Test
    void each_field_is_known_from_its_release_on() {
        assertThat(new Dialect(10).knowsPresets()).isFalse();
        assertThat(new Dialect(11).knowsPresets()).isTrue();
        assertThat(new Dialect(45).knowsMinReadySeconds()).isFalse();
        assertThat(new Dialect(46).knowsMinReadySeconds()).isTrue();
        assertThat(new Dialect(50).knowsSops()).isFalse();
        assertThat(new Dialect(51).knowsSops()).isTrue();
        assertThat(new Dialect(56).knowsPullPolicy()).isFalse();
        assertThat(new Dialect(57).knowsPullPolicy()).isTrue();
    }

    @Test
    void names_that_changed_follow_the_release() {
        assertThat(new Dialect(11).rollbackKey()).isEqualTo("rollbackAppConfig");
        assertThat(new Dialect(12).rollbackKey()).isEqualTo("rollbackDeployConfig");
        assertThat(new Dialect(31).serverLogsPath()).isEqualTo("/v1/logs");
        assertThat(new Dialect(32).serverLogsPath()).isEqualTo("/v1/server-logs");
    }

    @Test
    void only_a_release_that_is_numbered_higher_may_understand_more() {
        assertThat(Dialect.of("v0.1.0-beta.69").isNewerThanKnown()).isFalse();
        assertThat(Dialect.of("v0.1.0-beta.70").isNewerThanKnown()).isTrue();
        assertThat(Dialect.of("dev").isNewerThanKnown()).isFalse();
    }
}
