package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void the_width_is_the_second_number() {
        assertThat(Terminal.parse("40 132\n")).isEqualTo(132);
    }

    @Test
    void what_is_no_size_counts_as_80_columns() {
        assertThat(Terminal.parse("")).isEqualTo(80);
        assertThat(Terminal.parse("0 0")).isEqualTo(80);
        assertThat(Terminal.parse("stty: not a tty")).isEqualTo(80);
    }
}
