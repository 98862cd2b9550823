package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final List<String> IN_ORDER = List.of(
            "0.0.9",
            "v0.1.0-SNAPSHOT.1",
            "0.1.0-alpha",
            "0.1.0-beta",
            "v0.1.0-beta.9",
            "0.1.0-beta.10",
            "0.1.0-beta.x",
            "0.1",
            "0.1.1",
            "0.10.0",
            "99999999999999999999.0");

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }

    @Test
    void versions_are_in_the_order_in_which_they_come_out() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                assertThat(version(IN_ORDER.get(i)).isNewerThan(version(IN_ORDER.get(j))))
                        .as("%s newer than %s", IN_ORDER.get(i), IN_ORDER.get(j))
                        .isEqualTo(i > j);
            }
        }
    }

    @Test
    void what_is_written_differently_may_be_the_same() {
        assertThat(version("v1.2").isNewerThan(version("1.2.0+build"))).isFalse();
        assertThat(version("1.2.0").isNewerThan(version("v1.2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "", "1.", "1..2", "v", "1.2-", "<html>"})
    void everything_else_is_no_version(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}
