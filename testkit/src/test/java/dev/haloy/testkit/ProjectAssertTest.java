package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.config.ValueSource;
import org.junit.jupiter.api.Test;

class ProjectAssertTest {
    private static final Project PROJECT = Haloy.app("shop")
            .image("ghcr.io/acme/shop:v2")
            .env("LOG_LEVEL", "info")
            .env("DB", ValueSource.secret("vault:db"))
            .replicas(3)
            .target("eu", t -> t.server("eu.example.com").domain("shop.example.com"))
            .target("us", t -> t.server("us.example.com").replicas(1).protect())
            .project();

    @Test
    void what_a_target_means_can_be_asserted() {
        assertThat(PROJECT)
                .isValid()
                .hasTargets("eu", "us")
                .target("eu")
                .replicas(3)
                .image("ghcr.io/acme/shop:v2")
                .server("https://EU.example.com/")
                .domains("shop.example.com")
                .env("LOG_LEVEL", "info")
                .envFromSecret("DB", "vault:db")
                .strategy("rolling")
                .target("us")
                .replicas(1)
                .domains()
                .isProtected();
    }

    @Test
    void what_is_otherwise_is_said() {
        assertThat(Shop.messageOf(() -> assertThat(PROJECT).target("us").replicas(3)))
                .isEqualTo("""

                Expecting target:
                  us on us.example.com
                to have as replicas:
                  3
                but there is:
                  1
                """);
        assertThat(Shop.messageOf(() -> assertThat(PROJECT).target("eu").env("PORT", "80")))
                .contains("to have as the variable PORT:\n  80\nbut there is:\n  not set\n");
        assertThat(Shop.messageOf(() -> assertThat(PROJECT).target("asia").replicas(3)))
                .contains("to have a target:\n  \"asia\"\nbut it says:\n");
        assertThat(Shop.messageOf(() -> assertThat(PROJECT).hasTargets("us")))
                .contains("but its targets are:\n  eu, us\n");
    }

    @Test
    void mistakes_are_found_by_a_part_of_them() {
        Project wrong = Haloy.app("shop")
                .image("shop:v2")
                .target("eu", t -> t.server("eu.example.com").replicas(0))
                .project();

        assertThat(wrong).hasMistake("replicas");
        assertThat(Shop.messageOf(() -> assertThat(wrong).isValid())).contains("to be valid\nbut it is wrong:\n");
        assertThat(Shop.messageOf(() -> assertThat(wrong).hasMistake("domain"))).contains("but what is wrong is:\n");
        assertThat(Shop.messageOf(() -> assertThat(PROJECT).hasMistake("domain")))
                .contains("but there is none");
    }
}
