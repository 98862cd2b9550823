package dev.haloy.internal.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvEditorTest {
    @Test
    void a_value_is_replaced_where_it_stands_and_all_else_is_kept() {
        String text = "# mine\nexport A=\"old\" # why\nB=007\n";

        assertThat(DotEnvEditor.set(text, "A", "new")).isEqualTo("# mine\nexport A=\"new\" # why\nB=007\n");
    }

    @Test
    void a_new_variable_goes_to_the_end_with_the_line_breaks_of_the_file() {
        assertThat(DotEnvEditor.set("A=1\r\nB=2", "C", "x")).isEqualTo("A=1\r\nB=2\r\nC=\"x\"\r\n");
    }

    @Test
    void removing_takes_the_whole_line_unless_something_else_is_on_it() {
        assertThat(DotEnvEditor.remove("A=1\nB=2\nA='3' C=4\n", "A")).isEqualTo("B=2\n C=4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tok_en-1.2/3+4=",
                "with space",
                "p$1x",
                "it's",
                "quote\"inside",
                "back\\slash",
                "end\\",
                "#x",
                "a #b"
            })
    void any_value_reads_back_as_it_was(String value) {
        assertThat(DotEnv.parse(DotEnvEditor.set("", "A", value)).values()).containsEntry("A", value);
    }

    @Test
    void a_value_that_cannot_be_written_is_refused_and_not_shown() {
        assertThatThrownBy(() -> DotEnvEditor.set("", "A", "'s3cret\n\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_file_with_a_mistake_is_not_touched() {
        assertThatThrownBy(() -> DotEnvEditor.set("nonsense\n", "A", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }
}
