package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.world.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
    @Test
    void a_terminal_has_colour_and_a_pipe_has_none() {
        assertThat(style(true, Map.of()).colour()).isTrue();
        assertThat(style(false, Map.of()).colour()).isFalse();
    }

    @Test
    void no_color_goes_before_everything() {
        assertThat(style(true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")).colour())
                .isFalse();
    }

    @Test
    void an_empty_no_color_does_not_count() {
        assertThat(style(true, Map.of("NO_COLOR", "")).colour()).isTrue();
    }

    @Test
    void a_ci_job_counts_as_a_pipe_unless_colour_is_forced() {
        assertThat(style(true, Map.of("CI", "true")).colour()).isFalse();
        assertThat(style(false, Map.of("CI", "true", "CLICOLOR_FORCE", "1")).colour())
                .isTrue();
    }

    @Test
    void symbols_stay_away_from_character_sets_that_lack_them() {
        Style style = Style.of(true, StandardCharsets.US_ASCII, environment(Map.of()));
        assertThat(style.symbols()).isFalse();
        assertThat(new Style(false, style.symbols()).mark(Style.Tone.ERROR)).isEqualTo("x");
    }

    private static Style style(boolean terminal, Map<String, String> variables) {
        return Style.of(terminal, StandardCharsets.UTF_8, environment(variables));
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables, Path.of("work"), Path.of("home"));
    }
}
