package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void columns_stand_below_each_other() {
        assertThat(Lines.of(List.of("eu (a.example.com)  running  x1", "us (b.com)  no answer")))
                .hasToString("\neu (a.example.com)  running    x1\nus (b.com)          no answer");
    }

    @Test
    void one_line_needs_no_table_and_nothing_no_line() {
        assertThat(Lines.of(List.of("eu  running"))).hasToString("eu  running");
        assertThat(Lines.of(List.of())).hasToString("");
    }

    @Test
    void it_is_a_list_like_any_other() {
        List<Integer> lines = Lines.of(List.of(1, 2), number -> "number " + number);

        assertThat(lines).isEqualTo(List.of(1, 2)).hasToString("\nnumber 1\nnumber 2");
        assertThat(lines.hashCode()).isEqualTo(List.of(1, 2).hashCode());
        assertThatThrownBy(() -> lines.add(3)).isInstanceOf(UnsupportedOperationException.class);
    }
}
