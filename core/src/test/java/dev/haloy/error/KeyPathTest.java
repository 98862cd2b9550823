package dev.haloy.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyPathTest {
    private static final KeyPath NAME =
            KeyPath.of("targets", "live").key("env").index(0).key("name");

    @Test
    void a_path_reads_like_code() {
        assertThat(NAME).hasToString("targets.live.env[0].name");
        assertThat(KeyPath.ROOT.index(2).key("a")).hasToString("[2].a");
        assertThat(KeyPath.ROOT).hasToString("");
    }

    @Test
    void a_key_with_a_dot_is_one_step() {
        assertThat(KeyPath.of("a.b").steps()).containsExactly("a.b");
        assertThat(KeyPath.of("a.b")).isNotEqualTo(KeyPath.of("a", "b"));
    }

    @Test
    void an_index_is_no_key() {
        assertThat(KeyPath.ROOT.index(0)).isNotEqualTo(KeyPath.ROOT.key("0"));
    }

    @Test
    void a_path_goes_back_to_where_it_came_from() {
        assertThat(NAME.parent()).hasToString("targets.live.env[0]");
        assertThat(NAME.parent().key("name")).isEqualTo(NAME).hasSameHashCodeAs(NAME);
        assertThat(KeyPath.ROOT.parent()).isEqualTo(KeyPath.ROOT);
    }

    @Test
    void a_path_goes_on_from_itself_and_from_all_above_it() {
        assertThat(NAME.startsWith(NAME)).isTrue();
        assertThat(NAME.startsWith(KeyPath.of("targets", "live"))).isTrue();
        assertThat(NAME.startsWith(KeyPath.ROOT)).isTrue();
        assertThat(NAME.startsWith(KeyPath.of("targets", "li"))).isFalse();
        assertThat(KeyPath.of("targets").startsWith(NAME)).isFalse();
    }

    @Test
    void only_the_root_is_the_root() {
        assertThat(KeyPath.ROOT.isRoot()).isTrue();
        assertThat(KeyPath.of().isRoot()).isTrue();
        assertThat(NAME.isRoot()).isFalse();
    }
}
