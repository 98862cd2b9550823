package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final Pacer pacer = Pacer.ofServers();

    /** When requests that are all made at once may be sent. */
    private List<Instant> burst(int requests) {
        List<Instant> sent = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            sent.add(START.plus(pacer.take("a", START)));
        }
        return sent;
    }

    @Test
    void a_handful_of_requests_waits_for_nothing() {
        assertThat(burst(8)).allMatch(START::equals);
    }

    @Test
    void more_requests_wait_their_turn() {
        assertThat(burst(10).get(9)).isEqualTo(START.plusMillis(440));
        assertThat(burst(40)).isSorted();
    }

    @Test
    void a_server_with_a_bucket_of_ten_never_refuses_a_request() {
        List<Instant> sent = burst(100);

        double tokens = 10;
        Instant last = START;
        for (Instant moment : sent) {
            tokens = Math.min(10, tokens + Duration.between(last, moment).toMillis() / 200.0);
            assertThat(tokens).isGreaterThanOrEqualTo(1);
            tokens--;
            last = moment;
        }
    }

    @Test
    void after_a_pause_there_is_room_again() {
        burst(20);

        assertThat(pacer.take("a", START.plusSeconds(10))).isZero();
    }

    @Test
    void servers_are_paced_apart() {
        burst(20);

        assertThat(pacer.take("b", START)).isZero();
    }

    @Test
    void a_clock_that_goes_back_does_no_harm() {
        pacer.take("a", START.plusSeconds(1));

        assertThat(pacer.take("a", START)).isLessThan(Duration.ofSeconds(1));
    }
}
