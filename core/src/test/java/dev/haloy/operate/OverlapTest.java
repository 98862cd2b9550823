package dev.haloy.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapTest {
    @Test
    void lines_that_were_heard_before_are_left_out() {
        assertThat(after("a", "b").news(List.of("a", "b", "c"))).containsExactly("c");
    }

    @Test
    void a_replay_may_begin_earlier_or_later_than_what_was_heard() {
        assertThat(after("b", "c").news(List.of("a", "b", "c", "d"))).containsExactly("d");
        assertThat(after("a", "b", "c").news(List.of("c", "d"))).containsExactly("d");
    }

    @Test
    void nothing_in_common_is_all_news() {
        assertThat(after("a").news(List.of("x", "y"))).containsExactly("x", "y");
        assertThat(after().news(List.of("x"))).containsExactly("x");
        assertThat(after("a").news(List.of())).isEmpty();
    }

    @Test
    void a_line_that_repeats_an_old_one_is_news() {
        assertThat(after("tick", "tick").news(List.of("tick", "tick", "tick"))).containsExactly("tick");
    }

    private static Overlap after(String... lines) {
        Overlap overlap = new Overlap(10);
        List.of(lines).forEach(overlap::hear);
        return overlap;
    }
}
