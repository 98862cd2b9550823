package dev.haloy.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarsTest {
    private static Scalar resolve(String text) {
        return YamlScalars.resolve(text, Span.START);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+12, 12",
        "010, 8",
        "00, 0",
        "0o17, 15",
        "0O17, 15",
        "-0o17, -15",
        "0b11, 3",
        "0B11, 3",
        "0x1F, 31",
        "0X1f, 31",
        "0x_F, 15",
        "0_7, 7",
        "1__0, 10",
        "1_, 1",
        "-9223372036854775808, -9223372036854775808",
        "18446744073709551615, 18446744073709551615",
    })
    void a_whole_number_has_one_value_however_it_is_spelled(String text, String value) {
        assertThat(resolve(text)).returns(Kind.INTEGER, Scalar::kind).returns(value, Scalar::canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "1.20, 1.2",
        "2.0, 2",
        ".5, 0.5",
        "5., 5",
        "1e3, 1000",
        "1.e3, 1000",
        "1E+2, 100",
        "1_0.5, 10.5",
        "0808, 808",
        "-1.5, -1.5",
        "18446744073709551616, 18446744073709552000",
        ".inf, .inf",
        "-.INF, -.inf",
        ".NaN, .nan",
    })
    void any_other_number_is_a_fraction(String text, String value) {
        assertThat(resolve(text)).returns(Kind.FLOAT, Scalar::kind).returns(value, Scalar::canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "off",
                "y",
                "t",
                "tRUE",
                "nULL",
                ".iNF",
                "0x",
                "0xg",
                "0b2",
                "0o8",
                "_1",
                "+",
                "-",
                ".",
                "...",
                "1e400",
                "1e",
                "190:20:30",
                "1,000",
                "0x1p3",
                "<<",
                "=",
                "1.2.3",
                "1-2",
                "12:30",
                "2024-1",
                "2024-02-30",
                "24-01-01",
                "1e1e1",
                "--1",
                ".5_0",
                "２"
            })
    void everything_else_is_text(String text) {
        assertThat(resolve(text)).returns(Kind.STRING, Scalar::kind).returns(text, Scalar::canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01",
                "2001-1-1",
                "2024-01-01T10:00:00Z",
                "2024-1-1t1:2:3.5+02:00",
                "2024-01-01 10:00:00",
            })
    void a_date_is_a_date(String text) {
        assertThat(resolve(text).kind()).isEqualTo(Kind.TIMESTAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "false", "False", "FALSE"})
    void only_true_and_false_are_booleans(String text) {
        assertThat(resolve(text).kind()).isEqualTo(Kind.BOOLEAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void nothing_has_five_spellings(String text) {
        assertThat(resolve(text).kind()).isEqualTo(Kind.NULL);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 300_000})
    void a_huge_run_of_digits_is_text(int length) {
        assertThat(resolve("1".repeat(length)).kind()).isEqualTo(Kind.STRING);
    }
}
