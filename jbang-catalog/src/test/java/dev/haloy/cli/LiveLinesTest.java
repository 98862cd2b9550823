package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final LiveLines live = new LiveLines(START);

    LiveLinesTest() {
        live.accept(new DeployEvent.RunStarted(START, "run", List.of("eu", "asia")));
    }

    @Test
    void each_target_says_what_is_done_for_it_and_for_how_long() {
        started("eu", 1);
        started("asia", 4);
        live.accept(new DeployEvent.ServerSaid(after(5), Optional.of("eu"), "INFO", "Pulling image", Map.of()));

        assertThat(live.lines(after(70)))
                .containsExactly("eu    1m09s  Pulling image", "asia  1m06s  starting", "1m10s, 0 of 2 targets done");
    }

    @Test
    void what_is_over_is_not_shown_any_more() {
        started("eu", 1);
        started("asia", 1);
        live.accept(new DeployEvent.TargetFinished(
                after(9), Optional.of("eu"), new Outcome.Deployed(new DeploymentId("01new"), 2, START)));

        assertThat(live.lines(after(10))).containsExactly("asia     9s  starting", "10s, 1 of 2 targets done");
    }

    @Test
    void nothing_is_shown_when_nothing_goes_on() {
        assertThat(live.lines(after(3))).isEmpty();
    }

    @Test
    void a_late_word_of_a_server_brings_no_target_back() {
        live.accept(new DeployEvent.ServerSaid(after(5), Optional.of("eu"), "INFO", "Removed", Map.of()));

        assertThat(live.lines(after(6))).isEmpty();
    }

    @Test
    void many_targets_leave_room_for_the_rest() {
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            names.add("t" + i);
        }
        names.forEach(name -> started(name, 1));

        List<String> lines = live.lines(after(2));
        assertThat(lines).hasSize(13);
        assertThat(lines.get(12)).endsWith("38 more going on");
    }

    private void started(String target, int seconds) {
        live.accept(new DeployEvent.TargetStarted(after(seconds), Optional.of(target), target + ".example.com"));
    }

    private static Instant after(int seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }
}
