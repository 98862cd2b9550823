package dev.haloy.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScaledTimeTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final VirtualTime below = VirtualTime.startingAt(START);
    private final ScaledTime scaled = new ScaledTime(below, below, 20);
    private final List<Instant> ran = new ArrayList<>();

    private void run() {
        ran.add(scaled.clock().instant());
    }

    @Test
    void the_clock_starts_together_with_the_one_below() {
        assertThat(scaled.clock().instant()).isEqualTo(START);
    }

    @Test
    void the_clock_runs_faster_by_the_factor() {
        below.advance(Duration.ofSeconds(3));

        assertThat(scaled.clock().instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void timers_and_clock_agree() {
        scaled.loop().schedule(this::run, 60, TimeUnit.SECONDS);
        below.advance(Duration.ofMillis(2999));
        assertThat(ran).isEmpty();

        below.advance(Duration.ofMillis(1));
        assertThat(ran).containsExactly(START.plusSeconds(60));
    }

    @Test
    void a_value_comes_at_its_time() {
        assertThat(below.await(scaledAnswer())).isEqualTo("answer");
        assertThat(below.instant()).isEqualTo(START.plusSeconds(1));
    }

    private CompletableFuture<String> scaledAnswer() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        scaled.loop().schedule(() -> answer.complete("answer"), 20, TimeUnit.SECONDS);
        return answer;
    }

    @Test
    void a_cancelled_timer_does_not_run() {
        scaled.loop().schedule(this::run, 20, TimeUnit.SECONDS).cancel(false);

        below.advance(Duration.ofSeconds(5));

        assertThat(ran).isEmpty();
    }

    @Test
    void what_is_due_now_runs_now() {
        scaled.loop().execute(this::run);

        below.advance(Duration.ZERO);

        assertThat(ran).containsExactly(START);
    }

    @Test
    void time_cannot_be_slowed_down_or_stopped() {
        assertThatThrownBy(() -> new ScaledTime(below, below, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
