package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void lines_that_are_rewritten_are_taken_away_before_anything_else_is_printed() {
        Captured captured = Captured.terminal();
        Screen screen = new Screen(captured.console(), 0);

        screen.status(List.of("a", "b", "c"));
        screen.print(List.of("done"));

        assertThat(captured.err()).endsWith("\u001b[A\u001b[A\r\u001b[J");
        assertThat(captured.out()).isEqualTo("done\n");
    }

    @Test
    void a_pipe_never_gets_a_control_sequence() {
        Captured captured = Captured.plain();
        Screen screen = new Screen(captured.console(), 4);

        screen.status(List.of("a"));
        screen.print(ProgressLine.of(Style.Tone.OUTPUT, Optional.of("eu"), "\u001b]0;title\u0007\u001b[2J\rgone"));
        screen.erase();

        assertThat(captured.everything()).isEqualTo("| eu    \\u001b]0;title\\u0007\\u001b[2J\\rgone\n");
    }

    @Test
    void a_long_line_goes_on_below_its_beginning() {
        Captured captured = Captured.wide(40);

        new Screen(captured.console(), 4)
                .print(ProgressLine.of(
                        Style.Tone.INFO, Optional.of("eu"), "the server took it as 01m877x5xgyjpe97vd0tbhqk1v"));

        assertThat(captured.out()).isEqualTo("""
                        - eu    the server took it as
                                01m877x5xgyjpe97vd0tbhqk1v
                        """);
    }

    @Test
    void a_line_in_a_pipe_stays_one_line() {
        Captured captured = Captured.plain();

        new Screen(captured.console(), 0)
                .print(ProgressLine.of(Style.Tone.INFO, "word ".repeat(200).strip()));

        assertThat(captured.out().lines()).hasSize(1);
    }

    @Test
    void what_is_rewritten_never_breaks_a_line() {
        Captured captured = Captured.narrowTerminal(20);

        new Screen(captured.console(), 0).status(List.of("production  12s  pulling an image of some size"));

        assertThat(captured.err()).contains("production  12s  p…").doesNotContain("pu");
    }
}
