package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.config.ConfigException;
import dev.haloy.resolve.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private final Project project;

    ExplainTest(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("haloy.yaml");
        Files.writeString(file, """
                name: my-app
                image: nginx
                replicas: 2
                targets:
                  production: {server: prod.haloy.com, replicas: 3}
                  staging: {server: staging.haloy.com}
                """);
        project = Haloy.load(file);
    }

    @Test
    void a_setting_of_one_target_says_why_it_is_what_it_is() {
        Explanation replicas = project.target("production").explain("replicas");

        assertThat(replicas.value()).hasValue("3");
        assertThat(replicas.toString())
                .contains("production: replicas = 3")
                .contains("haloy.yaml:3:11")
                .contains("haloy.yaml:5:50");
    }

    @Test
    void several_targets_are_explained_one_by_one() {
        assertThat(project.allTargets().details().explainEach("replicas"))
                .extracting(each -> each.target() + " " + each.value().orElse(""))
                .containsExactly("production 3", "staging 2");
        assertThatThrownBy(() -> project.allTargets().explain("replicas"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("explainEach");
    }

    @Test
    void a_misspelt_setting_or_target_is_refused_with_advice() {
        assertThatThrownBy(() -> project.target("production").explain("replica"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'replicas'?");
        assertThatThrownBy(() -> project.target("prodction").explain("replicas"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'production'?");
    }

    @Test
    void what_was_described_in_java_is_explained_without_a_file() {
        Project described = Haloy.app("my-app")
                .image("nginx")
                .target("production", t -> t.server("prod.haloy.com").replicas(3))
                .project();

        assertThat(described.target("production").explain("replicas").toString())
                .contains("targets.production.replicas");
    }

    @Test
    void two_targets_can_be_compared() {
        assertThat(project.diff("staging", "production").differences())
                .extracting(each -> each.key().toString())
                .containsExactly("server", "replicas");
    }
}
