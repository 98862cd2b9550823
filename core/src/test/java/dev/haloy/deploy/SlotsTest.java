package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static Slots<Integer> slots() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        map.put("c", 3);
        return Slots.of(map);
    }

    @Test
    void everything_is_found_in_the_order_in_which_it_was_given() {
        assertThat(slots().keySet()).containsExactly("b", "a", "c");
        assertThat(slots().values()).containsExactly(1, 2, 3);
        assertThat(slots().entrySet()).containsExactly(Map.entry("b", 1), Map.entry("a", 2), Map.entry("c", 3));
        assertThat(slots().get("a")).isEqualTo(2);
        assertThat(slots().get("d")).isNull();
        assertThat(slots()).containsKey("c").doesNotContainKey("d").hasSize(3);
    }

    @Test
    void a_change_leaves_what_was_there_before_as_it_is() {
        Slots<Integer> before = slots();

        Slots<Integer> after = before.with("a", value -> value + 40);

        assertThat(after.values()).containsExactly(1, 42, 3);
        assertThat(before.values()).containsExactly(1, 2, 3);
        assertThat(before.with("d", value -> value + 1)).isSameAs(before);
    }

    @Test
    void nobody_can_change_it_from_outside() {
        assertThat(Slots.of(slots())).isEqualTo(Map.of("a", 2, "b", 1, "c", 3));
        for (Runnable attempt : List.<Runnable>of(
                () -> slots().put("a", 1),
                () -> slots().values().clear(),
                () -> slots().keySet().clear())) {
            assertThatThrownBy(attempt::run).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
