package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.Incident.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EU = "eu.example.com";

    private final Outages outages = new Outages(EU, BEGAN);

    private static Instant at(int second) {
        return BEGAN.plusSeconds(second);
    }

    private Outages hear(Fact... facts) {
        List.of(facts).forEach(outages::hear);
        return outages;
    }

    private static Fact opened(int second) {
        return new Fact.StreamOpened(at(second), EU);
    }

    private static Fact ended(int second) {
        return new Fact.StreamEnded(at(second), EU, "gone");
    }

    private static Fact started(int second, int happened) {
        return new Fact.DaemonStarted(at(second), EU, at(happened));
    }

    @Test
    void a_daemon_was_away_from_the_loss_of_its_stream_to_its_start() {
        hear(opened(1), ended(4), ended(5), ended(6), opened(8), started(8, 7));

        assertThat(outages.restarts()).containsExactly(new Restart(Duration.ofSeconds(4), Duration.ofSeconds(3)));
        assertThat(outages.streamsLost()).isZero();
    }

    @Test
    void a_stream_that_breaks_by_itself_is_no_restart() {
        hear(opened(1), ended(4), opened(5));

        assertThat(outages.restarts()).isEmpty();
        assertThat(outages.streamsLost()).isEqualTo(1);
    }

    @Test
    void a_loss_before_a_restart_remains_one_of_its_own() {
        hear(opened(1), ended(2), opened(3), ended(6), opened(12), started(12, 11));

        assertThat(outages.restarts()).containsExactly(new Restart(Duration.ofSeconds(6), Duration.ofSeconds(5)));
        assertThat(outages.streamsLost()).isEqualTo(1);
    }

    @Test
    void a_start_before_the_stream_was_opened_is_old_news() {
        hear(started(1, 0), opened(1), started(1, 0), started(1, 1));

        assertThat(outages.restarts()).isEmpty();
    }

    @Test
    void a_restart_without_a_loss_took_as_long_as_usual_and_began_with_the_run_at_the_earliest() {
        hear(opened(1), started(3, 2), started(20, 20));

        assertThat(outages.restarts())
                .containsExactly(
                        new Restart(Duration.ZERO, Duration.ofSeconds(5)),
                        new Restart(Duration.ofSeconds(15), Duration.ofSeconds(5)));
    }

    @Test
    void other_servers_are_others() {
        hear(
                opened(1),
                new Fact.StreamOpened(at(2), "us.example.com"),
                new Fact.StreamEnded(at(3), "us.example.com", "gone"),
                new Fact.DaemonStarted(at(4), "us.example.com", at(4)));

        assertThat(outages.restarts()).isEmpty();
        assertThat(outages.streamsLost()).isZero();
    }
}
