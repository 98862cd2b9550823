package dev.haloy.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceNode.Entry;
import dev.haloy.internal.source.SourceNode.Mapping;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.SourceNode.Sequence;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SourceTree;
import dev.haloy.internal.source.Span;
import dev.haloy.internal.source.SyntaxException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
    private static SourceTree read(String yaml) {
        return new YamlReader().read(new SourceText("haloy.yaml", yaml));
    }

    /** The tree in a short notation in which every value shows its one spelling. */
    private static String show(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.key() + "=" + show(entry.value()))
                    .collect(Collectors.joining(" ", "{", "}"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.elements().stream().map(YamlReaderTest::show).collect(Collectors.joining(" ", "[", "]"));
        }
        return ((Scalar) node).canonical();
    }

    private static String shown(String yaml) {
        return show(read(yaml).root());
    }

    private static Finding refused(String yaml) {
        SyntaxException e = catchThrowableOfType(SyntaxException.class, () -> read(yaml));
        return e.findings().get(0);
    }

    @Test
    void an_empty_file_is_an_empty_mapping() {
        assertThat(shown("")).isEqualTo("{}");
        assertThat(shown("# nothing\n")).isEqualTo("{}");
    }

    @Test
    void keys_that_are_no_strings_become_the_text_of_their_value() {
        assertThat(shown("{010: a, 0x20: b, 1e1: c, True: d, 1.50: e, 1: f}"))
                .isEqualTo("{8=a 32=b 10=c true=d 1.5=e 1=f}");
    }

    @Test
    void a_null_key_is_not_the_word() {
        Mapping mapping = (Mapping) read("~: a\n'null': b").root();
        assertThat(mapping.entries()).extracting(Entry::nullKey).containsExactly(true);
    }

    @Test
    void every_node_knows_its_place_in_code_points() {
        Mapping mapping = (Mapping) read("é: '🚀' # x\nlist: [🚀, two]\n").root();
        assertThat(mapping.entries().get(0).keySpan()).isEqualTo(new Span(0, 0, 0, 1));
        assertThat(mapping.entries().get(0).value().span()).isEqualTo(new Span(0, 3, 0, 6));
        Sequence list = (Sequence) mapping.entries().get(1).value();
        assertThat(list.elements().get(1).span()).isEqualTo(new Span(1, 10, 1, 13));
    }

    @Test
    void lines_may_end_in_any_way() {
        Mapping mapping = (Mapping) read("a: 1\r\nb: 2\rc: 3\n").root();
        assertThat(mapping.entries())
                .extracting(entry -> entry.keySpan().line())
                .containsExactly(0, 1, 2);
    }

    @Test
    void separators_that_are_no_line_breaks_do_not_move_places() {
        Mapping mapping = (Mapping) read("a: 'x\u2028y\u0085z' \nb: 1\n").root();
        assertThat(mapping.entries().get(1).keySpan()).isEqualTo(new Span(1, 0, 1, 1));
        assertThat(mapping.entries().get(0).value().span()).isEqualTo(new Span(0, 3, 0, 10));
    }

    @Test
    void standard_tags_decide_and_others_mean_nothing() {
        assertThat(shown("[!!str 18, !!int '3', !!binary aGk=, !mine 18, ! 18, !!float 3]"))
                .isEqualTo("[18 3 hi 18 18 3]");
        assertThat(read("a: !!int x").findings()).singleElement().satisfies(wrong -> {
            assertThat(wrong.path()).hasToString("a");
            assertThat(wrong.message()).isEqualTo("is tagged !!int but is a string");
        });
        assertThat(read("a: !!binary '?'").findings()).hasSize(1);
    }

    @Nested
    class Aliases {
        @Test
        void an_alias_is_its_anchor() {
            assertThat(shown("a: &x [1, &y two]\nb: *x\n? *y\n: 3")).isEqualTo("{a=[1 two] b=[1 two] two=3}");
        }

        @Test
        void an_anchor_may_be_given_again() {
            assertThat(shown("[&x 1, *x, &x 2, *x]")).isEqualTo("[1 1 2 2]");
        }

        @Test
        void an_alias_of_nothing_is_refused() {
            assertThat(refused("a: *x").message()).contains("*x");
        }

        @Test
        void an_alias_inside_its_own_anchor_is_refused_with_its_path() {
            assertThat(refused("targets: &t\n  a: [*t]").path()).hasToString("targets.a[0]");
        }

        @Test
        void hundreds_of_aliases_are_fine() {
            assertThat(shown("a: &x [1, 2]\nb: [" + "*x, ".repeat(999) + "*x]")).hasSizeGreaterThan(5_000);
        }
    }

    @Nested
    class MergeKeys {
        @Test
        void own_keys_win_wherever_they_stand() {
            assertThat(shown("b: &b {x: 1, y: 2, z: 3}\na: {x: 9, <<: *b, z: 8}"))
                    .contains("a={x=9 y=2 z=8}");
        }

        @Test
        void in_a_list_the_first_mapping_wins() {
            assertThat(shown("a: {<<: [{x: 1}, {x: 2, y: 2}]}")).isEqualTo("{a={x=1 y=2}}");
        }

        @Test
        void the_merge_is_shallow() {
            assertThat(shown("a: {<<: {x: {p: 1}}, x: {q: 2}}")).isEqualTo("{a={x={q=2}}}");
        }

        @Test
        void a_quoted_one_is_an_ordinary_key() {
            assertThat(shown("a: {'<<': {x: 1}}")).isEqualTo("{a={<<={x=1}}}");
        }

        @Test
        void only_mappings_can_be_merged() {
            assertThat(read("a: {<<: 5, b: {<<: [{}, x]}}").findings())
                    .extracting(wrong -> wrong.path().toString())
                    .containsExactly("a.<<", "a.b.<<");
        }

        @Test
        void two_in_one_mapping_are_one_too_many() {
            assertThat(read("a:\n  <<: {x: 1}\n  <<: {y: 1}").findings())
                    .singleElement()
                    .returns("is there twice; the first one is in line 2", Finding::message);
        }
    }

    @Test
    void every_duplicate_key_is_reported_with_both_lines() {
        assertThat(read("a: 1\nt:\n  x: 1\n  x: 2\na: 2\n010: 1\n8: 2").findings())
                .extracting(wrong -> wrong.path() + " " + wrong.span().line() + " " + wrong.message())
                .containsExactly(
                        "t.x 3 is there twice; the first one is in line 3",
                        "a 4 is there twice; the first one is in line 1",
                        "8 6 is there twice; the first one is in line 6");
    }

    @Test
    void a_second_document_is_refused_where_it_begins() {
        assertThat(refused("a: 1\n---\nb: 2").span().line()).isEqualTo(1);
        assertThat(shown("%YAML 1.2\n---\na: 1\n...\n")).isEqualTo("{a=1}");
    }

    @Test
    void common_slips_are_named() {
        assertThat(refused("a:\n\tb: 1").message()).contains("tab");
        assertThat(refused("a: 1\nb: \"x\n").span()).isEqualTo(Span.at(1, 3));
        assertThat(refused("a: @x").hint()).hasValue("put the value in quotes");
        assertThat(refused("a: b: c").message()).contains("a key where none can be");
        assertThat(refused("a: 1\nb\nc: 2").message()).contains("colon");
        assertThat(refused("a: [1, 2\nb: 3").message()).contains("brackets");
        assertThat(refused("a:\n  b: 1\n c: 2").message()).contains("indented");
        assertThat(refused("a: \"\\UFFFFFFFF\"").message()).contains("escape");
        assertThat(refused("a: \"\\x\"").message()).contains("is not YAML");
        assertThat(refused("a: \u0007").message()).contains("U+0007");
        assertThat(refused("? [a]\n: b").message()).contains("a key must be a single value");
    }

    static String[] hostile() {
        return new String[] {
            "a: " + "[".repeat(100_000),
            "- ".repeat(100_000),
            "{a: ".repeat(100_000),
            "? ".repeat(100_000),
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + chain("abcdefgh"),
            "a: " + "x".repeat(3_000_000),
            "a: #" + "x ".repeat(1_500_000),
            "a: {<<: [" + "&a {x: 1}, " + "*a, ".repeat(900_000) + "*a]}",
        };
    }

    private static String chain(String names) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 1; i < names.length(); i++) {
            String alias = "*" + names.charAt(i - 1) + ",";
            yaml.append(names.charAt(i))
                    .append(": &")
                    .append(names.charAt(i))
                    .append(" [")
                    .append(alias.repeat(10))
                    .append("]\n");
        }
        return yaml.toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_text_is_refused_with_a_place_on_a_small_stack(String yaml) throws InterruptedException {
        AtomicReference<Object> outcome = new AtomicReference<>("nothing");
        Thread small = new Thread(null, () -> outcome.set(attempt(yaml)), "small stack", 200_000);
        small.start();
        small.join();
        assertThat(outcome.get()).isInstanceOf(Finding.class);
    }

    private static Object attempt(String yaml) {
        try {
            return read(yaml);
        } catch (SyntaxException e) {
            return e.findings().get(0);
        } catch (StackOverflowError e) {
            return e;
        }
    }
}
