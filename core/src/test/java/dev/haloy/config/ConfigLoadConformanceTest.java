package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.config.LoadedConfig.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoadConformanceTest {
    static List<ConfigVectors.Case> cases() {
        return ConfigVectors.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_recorded_file_loads_or_gives_exactly_the_recorded_mistakes(ConfigVectors.Case vector) {
        assertThat(mistakes(vector.config(), vector.folder())).isEqualTo(vector.loadErrors());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_file_that_loads_is_the_same_after_writing_and_reading_it(ConfigVectors.Case vector) {
        if (vector.loadErrors().isEmpty()) {
            AppConfig app = ConfigLoader.load(vector.config(), vector.folder()).app();
            String written = ConfigWriter.toYaml(app);
            assertThat(ConfigLoader.parse(written, Format.YAML, "written.yaml", vector.folder())
                            .app())
                    .as(written)
                    .isEqualTo(app);
        }
    }

    @Test
    void generated_files_load() {
        for (JsonNode line : ConfigVectors.generated()) {
            Format format = Format.valueOf(line.path("format").asText().toUpperCase(Locale.ROOT));
            LoadedConfig loaded = ConfigLoader.parse(line.path("config").asText(), format, "generated", Path.of("."));
            assertThat(loaded.places()).isNotEmpty();
        }
    }

    private static Set<String> mistakes(Path config, Path folder) {
        Set<String> found = new TreeSet<>();
        try {
            ConfigLoader.load(config, folder);
        } catch (ConfigException e) {
            e.problems()
                    .forEach(p -> found.add(
                            ConfigVectors.Case.signature(p.rule(), p.path().toString())));
        }
        return found;
    }
}
