package dev.haloy.internal.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "A=value | value",
                "export A=yes | yes",
                "A: colon value | colon value",
                "  A  =  spaced value   | spaced value",
                "A=a#b | a#b",
                "A=1 #x #y | 1 #x",
                "A= # c | # c",
                "A='lit $X \\n' | lit $X \\n",
                "A=\"one\\ntwo\" | `one\ntwo`",
                "A=\"\\t\\\\ end\" | t\\ end",
                "A=\\$HOME | $HOME",
                "A=$HOME. | .",
                "A=p$1x | px",
                "A=$lower ${lower} $(lower) $ $$ | $lower ${lower} $(lower) $ $$",
                "A=\"say \\\"hi\\\"\" | say \"hi\\",
                "A=a=b=c | a=b=c",
                "A={\"a\":\"b\"} | {\"a\":\"b\"}"
            },
            delimiter = '|')
    void reads_a_value_as_the_original_does(String line, String value) {
        assertThat(DotEnv.parse(line).values()).containsExactly(Map.entry("A", value));
    }

    @Test
    void expands_what_the_same_file_has_said_before() {
        Map<String, String> values =
                DotEnv.parse("B=x\nA=${B}/$B\nC=$D\nD=late").values();

        assertThat(values).containsEntry("A", "x/x").containsEntry("C", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${FOO", "$FOO}", "${FOO:-x}", "$(FOO)"})
    void leaves_forms_of_other_dialects_alone_and_says_so(String form) {
        DotEnv parsed = DotEnv.parse("FOO=1\nA=" + form);

        assertThat(parsed.values()).containsEntry("A", form);
        assertThat(parsed.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.line()).isEqualTo(2));
    }

    @Test
    void a_quoted_value_may_span_lines_and_the_last_of_a_name_counts() {
        Map<String, String> values =
                DotEnv.parse("A=\"l1\r\nl2\"\r\nB=one\r\nB=two\r\n").values();

        assertThat(values).containsEntry("A", "l1\nl2").containsEntry("B", "two");
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        assertThat(DotEnv.parse("\uFEFFA=x").values()).containsEntry("A", "x");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"`A=1\nno separator\nB=2` | 2", "`A=1\n\nB='open\n` | 3", "A-B=1 | 1", "`A=\"x\"tail\n` | 1"})
    void a_file_with_a_mistake_defines_nothing_but_tells_line_and_names(String text, int line) {
        DotEnv parsed = DotEnv.parse(text);

        assertThat(parsed.values()).isEmpty();
        assertThat(parsed.mistake())
                .hasValueSatisfying(mistake -> assertThat(mistake.line()).isEqualTo(line));
    }

    @Test
    void a_mistake_never_shows_a_value() {
        DotEnv parsed = DotEnv.parse("A=1\nhunter2hunter2\n");

        assertThat(parsed.names()).containsExactly("A");
        assertThat(parsed.mistake().orElseThrow().text()).doesNotContain("hunter2");
        assertThat(DotEnv.parse("A=hunter2").toString()).doesNotContain("hunter2");
    }
}
