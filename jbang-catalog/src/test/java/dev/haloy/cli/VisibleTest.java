package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void spells_out_what_would_steer_a_terminal() {
        assertThat(Visible.line("\u001b[2Jgone\u0007")).isEqualTo("\\u001b[2Jgone\\u0007");
        assertThat(Visible.line("a\rb\nc")).isEqualTo("a\\rb\\nc");
        assertThat(Visible.line("\u009b31m")).isEqualTo("\\u009b31m");
    }

    @Test
    void spells_out_marks_that_reverse_reading_order() {
        assertThat(Visible.line("user\u202egnp.exe")).isEqualTo("user\\u202egnp.exe");
    }

    @Test
    void leaves_ordinary_text_of_any_language_alone() {
        String text = "größer → 価格 🚀 naïve";
        assertThat(Visible.line(text)).isSameAs(text);
    }

    @Test
    void widens_tabs() {
        assertThat(Visible.line("a\tb")).isEqualTo("a    b");
    }
}
