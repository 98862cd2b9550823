package dev.haloy.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.error.Problem.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemRenderingTest {
    private static final SourceLocation PLACE = new SourceLocation("haloy.yaml", 3, 7, "port: 99999", 5);

    private static Problem problem(
            Severity severity, KeyPath path, Optional<SourceLocation> location, Optional<String> hint) {
        return new Problem(severity, "V30", path, "is no port", location, hint);
    }

    @Test
    void place_path_message_excerpt_and_hint_come_in_this_order() {
        assertThat(problem(Severity.ERROR, KeyPath.of("port"), Optional.of(PLACE), Optional.of("use 1 to 65535"))
                        .render())
                .isEqualTo("""
                        haloy.yaml:3:7  port: is no port
                            3 | port: 99999
                              |       ^^^^^
                            use 1 to 65535""");
    }

    @Test
    void a_warning_says_so() {
        assertThat(problem(Severity.WARNING, KeyPath.of("port"), Optional.empty(), Optional.empty()))
                .hasToString("warning: port: is no port");
    }

    @Test
    void a_problem_of_the_whole_file_has_no_path() {
        assertThat(problem(Severity.ERROR, KeyPath.ROOT, Optional.empty(), Optional.empty()))
                .hasToString("is no port");
    }

    @Test
    void a_place_without_an_excerpt_is_named_all_the_same() {
        SourceLocation bare = new SourceLocation("haloy.yaml", 1, 1, "  ", 1);

        assertThat(problem(Severity.ERROR, KeyPath.ROOT, Optional.of(bare), Optional.of("add a name"))
                        .render())
                .isEqualTo("haloy.yaml:1:1  is no port\n    add a name");
    }

    @Test
    void only_an_error_stops_the_work() {
        assertThat(problem(Severity.ERROR, KeyPath.ROOT, Optional.empty(), Optional.empty())
                        .isError())
                .isTrue();
        assertThat(problem(Severity.WARNING, KeyPath.ROOT, Optional.empty(), Optional.empty())
                        .isError())
                .isFalse();
    }
}
