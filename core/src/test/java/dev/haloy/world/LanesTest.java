package dev.haloy.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes();

    private CompletableFuture<Lanes.Lease> enter(String server) {
        return lanes.enter(server);
    }

    @Test
    void an_empty_lane_is_entered_at_once() {
        assertThat(enter("a")).isCompleted();
    }

    @Test
    void lanes_of_different_servers_have_nothing_to_do_with_each_other() {
        enter("a");

        assertThat(enter("b")).isCompleted();
    }

    @Test
    void those_who_wait_take_turns_in_the_order_they_came() {
        Lanes.Lease first = enter("a").join();
        CompletableFuture<Lanes.Lease> second = enter("a");
        CompletableFuture<Lanes.Lease> third = enter("a");
        assertThat(second).isNotDone();

        first.close();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();

        second.join().close();
        assertThat(third).isCompleted();
    }

    @Test
    void who_has_given_up_waiting_is_passed_over() {
        Lanes.Lease first = enter("a").join();
        CompletableFuture<Lanes.Lease> second = enter("a");
        CompletableFuture<Lanes.Lease> third = enter("a");

        second.cancel(false);
        first.close();

        assertThat(third).isCompleted();
    }

    @Test
    void leaving_twice_takes_the_lane_from_nobody() {
        Lanes.Lease first = enter("a").join();
        enter("a");
        CompletableFuture<Lanes.Lease> third = enter("a");

        first.close();
        first.close();

        assertThat(third).isNotDone();
    }

    @Test
    void a_lane_that_was_left_can_be_entered_again() {
        enter("a").join().close();

        assertThat(enter("a")).isCompleted();
    }

    @Test
    void many_who_gave_up_do_not_block_the_lane() {
        Lanes.Lease first = enter("a").join();
        for (int i = 0; i < 1000; i++) {
            enter("a").cancel(false);
        }
        CompletableFuture<Lanes.Lease> last = enter("a");

        first.close();

        assertThat(last).isCompleted();
    }
}
