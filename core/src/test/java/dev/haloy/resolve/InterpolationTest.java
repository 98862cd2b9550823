package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    @Test
    void references_are_replaced_whatever_the_order_of_declaration() {
        assertThat(values(literal("URL", "https://${HOST}/v1"), literal("HOST", "api")))
                .containsExactly(Text.plain("https://api/v1"), Text.plain("api"));
    }

    @Test
    void what_is_put_in_is_not_looked_at_again() {
        assertThat(values(literal("A", "$${B}"), literal("B", "{C}"), literal("C", "c"))
                        .get(0))
                .isEqualTo(Text.plain("${C}"));
    }

    @Test
    void unknown_names_and_other_forms_stay_as_they_are() {
        String odd = "${NOBODY} $A ${} ${1A} ${A-B} ${A:-x}";

        assertThat(values(literal("X", odd), literal("A", "a"))).contains(Text.plain(odd));
    }

    @Test
    void a_value_with_a_secret_in_it_is_a_secret_and_secrets_are_not_looked_at() {
        List<Text> values = values(
                literal("DSN", "user=${USER}"),
                new Interpolation.Entry("USER", Optional.of(Secret.of("amy${X}")), false),
                literal("X", "changed"));

        assertThat(values.get(0)).isEqualTo(Secret.of("user=amy${X}"));
    }

    @Test
    void a_circle_is_reported_once_from_its_first_variable_without_bystanders() {
        Interpolation interpolation = new Interpolation(
                List.of(literal("D", "${A}!"), literal("A", "${B}"), literal("B", "x${C}"), literal("C", "${A}")));
        interpolation.values();

        assertThat(interpolation.cycles()).containsExactly(new Interpolation.Cycle(1, List.of("A", "B", "C", "A")));
    }

    @Test
    void a_very_long_chain_of_references_is_fine() {
        List<Interpolation.Entry> chain = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            chain.add(literal("V" + i, "${V" + (i + 1) + "}"));
        }
        chain.add(literal("V20000", "end"));

        assertThat(new Interpolation(chain).values().get(0)).contains(Text.plain("end"));
    }

    @Test
    void references_that_double_a_value_again_and_again_are_stopped() {
        List<Interpolation.Entry> bomb = new ArrayList<>();
        bomb.add(literal("V0", "0123456789"));
        for (int i = 1; i < 60; i++) {
            bomb.add(literal("V" + i, "${V" + (i - 1) + "}${V" + (i - 1) + "}"));
        }
        Interpolation interpolation = new Interpolation(bomb);
        interpolation.values();

        assertThat(interpolation.tooLong()).isNotEmpty();
    }

    private static Interpolation.Entry literal(String name, String value) {
        return new Interpolation.Entry(name, Optional.of(Text.plain(value)), true);
    }

    private static List<Text> values(Interpolation.Entry... entries) {
        return new Interpolation(Arrays.asList(entries))
                .values().stream().map(Optional::orElseThrow).toList();
    }
}
