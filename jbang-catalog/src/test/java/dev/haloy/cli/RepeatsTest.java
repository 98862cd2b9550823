package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void the_same_line_is_shown_once_and_counted() {
        assertThat(shown("eu", "again")).containsExactly("again");
        assertThat(shown("eu", "again")).isEmpty();
        assertThat(shown("us", "again")).containsExactly("again");
        assertThat(shown("eu", "again")).isEmpty();
        assertThat(shown("eu", "done")).containsExactly("(2 more times)", "done");
        assertThat(shown("eu", "again")).containsExactly("again");
    }

    private List<String> shown(String target, String text) {
        return repeats.shown(ProgressLine.of(Style.Tone.OUTPUT, Optional.of(target), text)).stream()
                .map(ProgressLine::text)
                .toList();
    }
}
