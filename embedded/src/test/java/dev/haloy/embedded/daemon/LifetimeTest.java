package dev.haloy.embedded.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Lifetime life = new Lifetime(new TimeLine() {
        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            waiting.add(task);
            return () -> waiting.remove(task);
        }
    });

    @Test
    void a_process_that_is_gone_leaves_no_timer_behind() {
        life.after(Duration.ofMinutes(15), () -> done.add("gave up"));
        life.after(Duration.ofSeconds(5), () -> done.add("looked again")).cancel();
        assertThat(waiting).hasSize(1);

        life.end();

        assertThat(waiting).isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void what_rings_while_it_lives_is_done_once() {
        life.after(Duration.ofSeconds(5), () -> done.add("looked"));

        waiting.remove(0).run();
        life.end();

        assertThat(done).containsExactly("looked");
    }
}
