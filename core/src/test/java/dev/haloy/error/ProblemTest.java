package dev.haloy.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.error.Problem.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static String render(String excerpt, int column, int length) {
        return new Problem(
                        Severity.ERROR,
                        "1.3",
                        KeyPath.of("a"),
                        "is wrong",
                        Optional.of(new SourceLocation("f", 12, column, excerpt, length)),
                        Optional.empty())
                .render();
    }

    @Test
    void the_mistake_is_underlined() {
        assertThat(render("a: bcd", 4, 3)).isEqualTo("f:12:4  a: is wrong\n    12 | a: bcd\n       |    ^^^");
    }

    @Test
    void the_mark_stands_under_the_mistake_after_tabs_and_emoji() {
        assertThat(render("\ta: 🚀 x", 6, 1)).endsWith("\n       | \t    ^");
    }

    @Test
    void a_mistake_at_the_end_of_a_line_is_marked_there() {
        assertThat(render("a: b", 5, 1)).endsWith("\n       |     ^");
    }

    @Test
    void a_mistake_far_out_in_a_long_line_is_not_marked() {
        assertThat(render("x".repeat(400), 300, 1)).doesNotContain("^");
    }

    @Test
    void a_key_and_a_message_as_long_as_the_file_are_cut() {
        Problem problem = new Problem(
                Severity.ERROR,
                "1.6",
                KeyPath.of("k".repeat(50_000)),
                "is wrong: " + "m".repeat(50_000),
                Optional.empty(),
                Optional.empty());

        assertThat(problem.render())
                .startsWith("kkk")
                .contains("…: is wrong: mmm")
                .hasSizeLessThan(1_200);
    }
}
