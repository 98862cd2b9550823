package dev.haloy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Test
    void looking_once_finds_what_looking_for_each_by_itself_finds() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> secrets = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(i -> word(random, 1 + random.nextInt(9)))
                    .toList();
            String text = text(random, secrets);

            assertThat(knowing(secrets.toArray(String[]::new)).redact(text))
                    .as("seed %s, secrets %s, text %s", seed, secrets, text)
                    .isEqualTo(oneByOne(secrets, text));
        }
    }

    /** Few letters, so that secrets overlap, contain each other, and look like masks. */
    private static String word(Random random, int length) {
        return random.ints(length, 0, 7)
                .mapToObj(i -> "ab*\"& \n".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String text(Random random, List<String> secrets) {
        return IntStream.range(0, 12)
                .mapToObj(i -> {
                    List<String> forms = forms(secrets.get(random.nextInt(secrets.size())));
                    return random.nextBoolean() ? word(random, 3) : forms.get(random.nextInt(forms.size()));
                })
                .collect(Collectors.joining());
    }

    private static String oneByOne(List<String> secrets, String text) {
        List<String> needles = secrets.stream()
                .filter(secret -> secret.length() >= Redactor.SHORTEST)
                .flatMap(secret -> forms(secret).stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        String left = text;
        for (String needle : needles) {
            left = left.replace(needle, Secret.MASK);
        }
        return left;
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String json = secret.replace("\"", "\\\"").replace("\n", "\\n");
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        Stream<String> whole = Stream.of(
                secret,
                json,
                json.replace("&", "\\u0026"),
                url,
                url.replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Stream<String> lines = secret.lines().map(String::strip).filter(line -> line.length() >= Redactor.SHORTEST * 2);
        return Stream.concat(whole, lines).toList();
    }
}
