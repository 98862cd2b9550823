package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.KeyPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** More seeds with {@code -Dhaloy.seeds=N}; a failure names its seed. */
class ConfigRoundTripTest {
    private static final int SEEDS = Integer.getInteger("haloy.seeds", 500);

    @Test
    void any_configuration_is_equal_to_itself_after_it_was_written_and_loaded() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AppConfig app = GeneratedConfig.of(seed);
            assertThat(Everything.readBack(app, Format.YAML)).as("seed " + seed).isEqualTo(app);
            assertThat(Everything.readBack(app, Format.JSON)).as("seed " + seed).isEqualTo(app);
        }
    }

    /** Aliases are read only: the model does not know which name was written. */
    @Test
    void the_generated_configurations_say_something_with_every_key_of_the_table() {
        SaidKeys said = new SaidKeys();
        for (long seed = 0; seed < SEEDS; seed++) {
            said.add(GeneratedConfig.of(seed));
        }
        assertThat(said.all())
                .containsAll(KeyTable.keys().stream()
                        .filter(key -> key.aliasOf().isEmpty())
                        .toList());
    }

    @Test
    void leaving_out_what_is_not_there_changes_nothing_and_leaving_out_a_key_is_not_writing_it() {
        for (long seed = 0; seed < SEEDS; seed++) {
            LoadedConfig loaded =
                    LoadedConfig.inMemory(GeneratedConfig.of(seed), Path.of("").toAbsolutePath());

            assertThat(loaded.without(KeyPath.of("nothing", "here")).app())
                    .as("seed " + seed)
                    .isEqualTo(loaded.app());
            AppConfig less = loaded.without(KeyPath.of("image", "tag")).app();
            assertThat(less.base().image().flatMap(ImageConfig::tag)).isEmpty();
            assertThat(less.base().image().flatMap(ImageConfig::repository))
                    .isEqualTo(loaded.app().base().image().flatMap(ImageConfig::repository));
            assertThat(less.targets()).isEqualTo(loaded.app().targets());
        }
    }
}
