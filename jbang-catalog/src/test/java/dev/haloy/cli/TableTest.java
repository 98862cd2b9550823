package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("TARGET", "SERVER", "VERDICT")
            .row(List.of(
                    "production", "prod.example.com", "deployed: 01m877wvte0f2dtm8nhxfjks8p, 3 containers running"));

    @Test
    void is_as_wide_as_its_cells_where_there_is_room() {
        assertThat(table.lines(columns(200)))
                .containsExactly(
                        "TARGET      SERVER            VERDICT",
                        "production  prod.example.com  deployed: 01m877wvte0f2dtm8nhxfjks8p, 3 containers running");
    }

    @Test
    void the_last_column_is_broken_between_words_where_there_is_less() {
        assertThat(table.lines(columns(80)))
                .containsExactly(
                        "TARGET      SERVER            VERDICT",
                        "production  prod.example.com  deployed: 01m877wvte0f2dtm8nhxfjks8p, 3 containers",
                        "                              running");
    }

    @Test
    void rows_become_blocks_where_there_is_too_little() {
        assertThat(table.lines(columns(40)))
                .containsExactly(
                        "production",
                        "  SERVER   prod.example.com",
                        "  VERDICT  deployed:",
                        "           01m877wvte0f2dtm8nhxfjks8p, 3",
                        "           containers running");
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        for (int width = 12; width < 100; width++) {
            int columns = width;
            assertThat(table.lines(columns(width))).allMatch(line -> line.length() <= columns);
        }
    }

    @Test
    void marks_stand_in_front_of_rows() {
        Table marked = new Table("A", "B").row(Style.Tone.ERROR, List.of("x", "y\u001b[2J"));

        assertThat(marked.lines(Style.PLAIN)).containsExactly("  A  B", "x x  y\\u001b[2J");
    }

    private static Style columns(int columns) {
        return new Style(false, false, () -> columns);
    }
}
