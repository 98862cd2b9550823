package dev.haloy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
    private static String excerpt(String text, int line) {
        return new SourceText("f", text).locate(Span.at(line, 0)).excerpt();
    }

    @Test
    void places_count_from_one_and_in_code_points() {
        SourceText text = new SourceText("f", "\uFEFFone\n🚀 two");
        assertThat(text.locate(text.spanOf(text.text().indexOf("two")))).hasToString("f:2:3");
    }

    @Test
    void what_was_hidden_is_starred_out_and_nothing_moves() {
        SourceText text = new SourceText("f", "a: 🚀x, b: 1\nnext line");
        text.hide(new Span(0, 3, 0, 5));
        assertThat(text.locate(Span.START).excerpt()).isEqualTo("a: **, b: 1");
        text.hide(new Span(0, 10, 1, 4));
        assertThat(text.locate(Span.START).excerpt()).isEqualTo("a: **, b: *");
        assertThat(text.locate(Span.at(1, 0)).excerpt()).isEqualTo("**** line");
    }

    @Test
    void long_lines_are_cut() {
        assertThat(excerpt("x".repeat(10_000), 0)).hasSize(400);
    }

    @Test
    void a_place_after_the_end_has_an_empty_excerpt() {
        assertThat(excerpt("a", 7)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password: hunter2|password: *******",
                "- value: 'hunter2' # x|- value: ********* # x",
                "- {name: A, value: \"hun\\\"ter2\", build_arg: 1}|- {name: A, value: ***********, build_arg: 1}",
                "api_token: \"hunter2|api_token: ********",
                "\"value\": \"hunter2\",|\"value\": *********,",
                "value = 'hunter2'|value = *********",
                "password: {from: {secret: x}}|password: {from: {secret: x}}",
                "password: {value: hunter2}|password: {value: *******}",
                "name: app|name: app",
            })
    void what_looks_secret_is_starred_out_in_a_file_that_cannot_be_read(String line, String shown) {
        assertThat(excerpt(line, 0)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "value: |;hunter2;*******",
                "value: \"abc;hunter2;*******",
                "password:;hunter2;*******",
                "password:;valeu: hunter2;valeu: *******",
                "password:;from:;from:",
                "name:;app;app",
            })
    void a_line_that_goes_on_with_a_secret_is_starred_out(String above, String line, String shown) {
        assertThat(excerpt(above + "\n\n  " + line, 2)).isEqualTo("  " + shown);
    }
}
