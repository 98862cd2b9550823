package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SelectorLoopTest {
    private final ManualTime time = new ManualTime();
    private final SelectorLoop loop = new SelectorLoop(time, 1);

    @Test
    void timers_run_in_the_order_of_their_time_and_then_of_their_setting() throws Exception {
        List<String> order = new ArrayList<>();
        loop.after(Duration.ofSeconds(2), () -> order.add("late"));
        loop.after(Duration.ofSeconds(1), () -> order.add("first of two"));
        loop.after(Duration.ofSeconds(1), () -> order.add("second of two"));
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        loop.after(Duration.ofSeconds(2), () -> done.complete(List.copyOf(order)));

        time.advance(Duration.ofSeconds(3), loop);

        assertThat(Services.await(done)).containsExactly("first of two", "second of two", "late");
    }

    @Test
    void a_timer_does_not_run_before_its_time() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        TimeLine.Timer timer = loop.after(Duration.ofSeconds(1), () -> seen.set("too early"));

        time.advance(Duration.ofMillis(999), loop);
        onLoop(() -> {});
        onLoop(timer::cancel);

        assertThat(seen.get()).isEqualTo("nothing");
    }

    @Test
    void a_cancelled_timer_never_runs_not_even_when_one_of_its_own_instant_cancels_it() throws Exception {
        List<String> seen = new ArrayList<>();
        List<TimeLine.Timer> second = new ArrayList<>();
        loop.after(Duration.ofSeconds(1), () -> second.get(0).cancel());
        second.add(loop.after(Duration.ofSeconds(1), () -> seen.add("cancelled")));
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        loop.after(Duration.ofSeconds(1), () -> done.complete(List.copyOf(seen)));

        time.advance(Duration.ofSeconds(1), loop);

        assertThat(Services.await(done)).isEmpty();
    }

    @Test
    void a_timer_that_always_sets_another_one_does_not_stop_the_others() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        again(done);
        loop.execute(() -> done.complete("reached"));

        assertThat(Services.await(done)).isEqualTo("reached");
    }

    private void again(CompletableFuture<String> until) {
        if (!until.isDone()) {
            loop.after(Duration.ZERO, () -> again(until));
        }
    }

    @Test
    void a_scaled_loop_runs_its_clock_and_its_timers_faster() throws Exception {
        SelectorLoop fast = new SelectorLoop(time, 20);
        Instant start = fast.instant();
        CompletableFuture<Instant> rang = new CompletableFuture<>();
        fast.after(Duration.ofSeconds(20), () -> rang.complete(fast.instant()));

        time.advance(Duration.ofSeconds(1), fast);

        assertThat(Services.await(rang)).isEqualTo(start.plusSeconds(20));
    }

    @Test
    void on_the_time_of_the_machine_a_timer_rings_by_itself_and_not_early() throws Exception {
        SelectorLoop real = new SelectorLoop(20);
        CompletableFuture<Instant> rang = new CompletableFuture<>();
        Instant due = real.instant().plusMillis(200);
        real.after(Duration.ofMillis(200), () -> rang.complete(real.instant()));

        assertThat(Services.await(rang)).isAfterOrEqualTo(due);
    }

    @Test
    void the_thread_ends_when_nothing_is_left_and_comes_back_when_there_is_something() throws Exception {
        Thread first = threadOf(loop);
        first.join(10_000);
        assertThat(first.isAlive()).isFalse();
        assertThat(first.isDaemon()).isTrue();

        Thread second = threadOf(loop);
        assertThat(second).isNotSameAs(first);
        second.join(10_000);
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void a_thread_that_slept_until_a_timer_ends_when_the_timer_is_cancelled() throws Exception {
        TimeLine.Timer timer = loop.after(Duration.ofHours(1), () -> {});
        Thread thread = threadOf(loop);

        timer.cancel();

        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void the_thread_of_the_last_server_has_ended_when_the_server_is_closed() throws Exception {
        HttpFront one = HttpFront.listen(loop, 0, Services.ECHO);
        HttpFront two = HttpFront.listen(loop, 0, Services.ECHO);
        Thread thread = threadOf(loop);
        assertThat(threadOf(loop)).isSameAs(thread);
        try (RawClient client = RawClient.connect(two)) {
            client.send(Services.GET).readUntil("GET / ");
        }

        one.close();
        assertThat(thread.isAlive()).isTrue();
        two.close();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void a_task_that_throws_is_reported_and_the_loop_goes_on() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        loop.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> reported.complete(error));
            loop.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
        });

        assertThat(Services.await(reported)).hasMessage("on purpose");
        onLoop(() -> {});
    }

    @Test
    void a_loop_cannot_run_slower_than_time() {
        assertThatThrownBy(() -> new SelectorLoop(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void onLoop(Runnable task) throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete("done");
        });
        Services.await(done);
    }

    private static Thread threadOf(SelectorLoop loop) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        return Services.await(thread);
    }
}
