package dev.haloy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static Redactor knowing(String... values) {
        return Redactor.of(Stream.of(values).map(Secret::of).toList());
    }

    @Test
    void a_secret_is_masked_wherever_it_stands() {
        assertThat(knowing("hunter2").redact("hunter2 and (hunter2)")).isEqualTo("*** and (***)");
    }

    @Test
    void a_text_without_secrets_stays_as_it_is() {
        assertThat(knowing("hunter2").redact("nothing to see")).isEqualTo("nothing to see");
        assertThat(Redactor.NONE.redact("hunter2")).isEqualTo("hunter2");
    }

    @Test
    void a_secret_inside_json_is_masked() {
        String secret = "a\"b\\c\nd<e&";

        assertThat(knowing(secret).redact("{\"v\":\"a\\\"b\\\\c\\nd<e&\"}")).isEqualTo("{\"v\":\"***\"}");
        assertThat(knowing(secret).redact("{\"v\":\"a\\\"b\\\\c\\nd\\u003ce\\u0026\"}"))
                .isEqualTo("{\"v\":\"***\"}");
    }

    @Test
    void a_secret_inside_an_address_is_masked() {
        String secret = "p@ss word/1";

        assertThat(knowing(secret).redact("?q=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .isEqualTo("?q=***");
        assertThat(knowing(secret).redact("/p%40ss%20word%2F1")).isEqualTo("/***");
    }

    @Test
    void a_secret_in_base64_is_masked() {
        byte[] secret = "pass?word>~".getBytes(StandardCharsets.UTF_8);

        assertThat(knowing("pass?word>~")
                        .redact(Base64.getEncoder().encodeToString(secret) + " "
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret)))
                .isEqualTo("*** ***");
    }

    @Test
    void a_secret_of_several_lines_is_masked_line_by_line() {
        Redactor redactor = knowing("-----BEGIN KEY-----\nabcdefghijkl\n  mnopqrstuvwx\n");

        assertThat(redactor.redact("abcdefghijkl")).isEqualTo("***");
        assertThat(redactor.redact("line: mnopqrstuvwx")).isEqualTo("line: ***");
    }

    @Test
    void a_secret_that_contains_another_leaves_nothing_behind() {
        Redactor redactor = knowing("hunter2", "prefix-hunter2-suffix");

        assertThat(redactor.redact("prefix-hunter2-suffix hunter2")).isEqualTo("*** ***");
    }

    @Test
    void short_values_are_left_alone() {
        assertThat(knowing("1", "abc").redact("1 abc")).isEqualTo("1 abc");
        assertThat(knowing("abcd").redact("abcd")).isEqualTo("***");
    }

    @Test
    void letters_beyond_ascii_are_masked_in_every_form() {
        String secret = "gehéim🚀";

        assertThat(knowing(secret).redact(secret + " " + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .isEqualTo("*** ***");
    }

    @Test
    void a_secret_prints_as_a_mask() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret + " " + List.of(secret) + " " + secret.shown()).isEqualTo("*** [***] ***");
        assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    }

    @Test
    void a_text_joined_with_a_secret_is_secret() {
        Text joined = Text.join(List.of(Text.plain("at "), Secret.of("hunter2")));

        assertThat(joined).isEqualTo(Secret.of("at hunter2"));
        assertThat(joined.length()).isEqualTo(10);
        assertThat(Text.join(List.of(Text.plain("a"), Text.plain("b")))).isEqualTo(Text.plain("ab"));
        assertThat(Text.join(List.of()).isEmpty()).isTrue();
    }
}
