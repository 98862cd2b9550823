package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeploymentIdTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    private final RandomGenerator random = new SplittableRandom(1);

    private DeploymentId next(Instant now, DeploymentId... older) {
        return DeploymentId.next(now, random, List.of(older));
    }

    @Test
    void an_id_is_a_ulid_in_lower_case() {
        assertThat(next(NOW).value()).matches("[0-9a-hjkmnp-tv-z]{26}");
    }

    @Test
    void an_id_knows_when_it_was_made() {
        assertThat(next(NOW).time()).contains(NOW);
    }

    @Test
    void a_recorded_id_is_read_as_its_maker_meant_it() {
        assertThat(new DeploymentId("01m83dsgpg5g0ex8kzxvfj5fxy").time())
                .contains(Instant.parse("2026-11-23T05:24:20.816Z"));
    }

    @Test
    void later_ids_are_greater() {
        assertThat(next(NOW.plusMillis(1))).isGreaterThan(next(NOW));
    }

    @Test
    void ids_of_one_moment_are_greater_than_those_they_follow() {
        List<DeploymentId> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add(DeploymentId.next(NOW, random, ids));
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_id_is_greater_than_one_from_a_clock_that_runs_ahead() {
        DeploymentId ahead = next(NOW.plus(Duration.ofDays(400)));

        assertThat(next(NOW, ahead)).isGreaterThan(ahead);
        assertThat(next(NOW, next(NOW.minusSeconds(9)), ahead, next(NOW))).isGreaterThan(ahead);
    }

    @Test
    void an_older_id_in_capitals_is_understood() {
        DeploymentId capitals = new DeploymentId("01M83DSGPG5G0EX8KZXVFJ5FXY");

        assertThat(next(NOW.minus(Duration.ofDays(30)), capitals).time())
                .contains(capitals.time().orElseThrow().plusMillis(1));
    }

    @Test
    void what_is_no_ulid_has_no_time_and_does_no_harm() {
        DeploymentId odd = new DeploymentId("initial");

        assertThat(odd.time()).isEmpty();
        assertThat(new DeploymentId("01m83dsgpg5g0ex8kzxvfj5fxu").time()).isEmpty();
        assertThat(next(NOW, odd).time()).contains(NOW);
    }

    @Test
    void equal_chance_gives_equal_ids() {
        assertThat(DeploymentId.next(NOW, new SplittableRandom(7), List.of()))
                .isEqualTo(DeploymentId.next(NOW, new SplittableRandom(7), List.of()));
    }
}
