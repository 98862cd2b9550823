package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = VirtualTime.startingAt(World.START);
    private final List<String> seen = new ArrayList<>();

    private void note(String what, int seconds) {
        time.after(Duration.ofSeconds(seconds), () -> seen.add(what + "@" + elapsed()));
    }

    private long elapsed() {
        return Duration.between(World.START, time.instant()).toSeconds();
    }

    @Test
    void tasks_run_by_time_and_then_in_the_order_they_were_added() {
        note("c", 5);
        note("a", 1);
        note("d", 5);
        note("b", 1);
        time.advance(Duration.ofSeconds(7));
        assertThat(seen).containsExactly("a@1", "b@1", "c@5", "d@5");
        assertThat(elapsed()).isEqualTo(7);
    }

    @Test
    void nothing_runs_and_the_clock_stands_still_unless_somebody_waits() {
        note("a", 0);
        assertThat(seen).isEmpty();
        time.runDue();
        assertThat(seen).containsExactly("a@0");
    }

    @Test
    void await_stops_the_clock_where_the_stage_completed() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        time.after(Duration.ofHours(3), () -> stage.complete("done"));
        note("later", 20_000);
        assertThat(time.await(stage)).isEqualTo("done");
        assertThat(elapsed()).isEqualTo(3 * 3600);
        assertThat(seen).isEmpty();
    }

    @Test
    void await_passes_a_failure_on() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        time.execute(() -> stage.completeExceptionally(new IllegalArgumentException("no")));
        assertThatThrownBy(() -> time.await(stage))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waiting_for_what_nobody_will_do_is_an_error_at_once() {
        assertThatThrownBy(() -> time.await(new CompletableFuture<>()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing is scheduled");
    }

    @Test
    void running_in_circles_is_an_error() {
        time.execute(new Runnable() {
            @Override
            public void run() {
                time.execute(this);
            }
        });
        assertThatThrownBy(() -> time.await(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waiting_for_ever_beside_a_periodic_task_is_an_error() {
        ScheduledFuture<?> beat = time.scheduleAtFixedRate(() -> {}, 1, 30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> time.await(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class);
        assertThat(beat.isDone()).isFalse();
    }

    @Test
    void waiting_inside_a_task_is_refused() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        time.execute(() -> {
            try {
                time.await(never);
            } catch (IllegalStateException expected) {
                refusal.set(expected);
            }
        });
        time.runDue();
        assertThat(refusal.get()).isNotNull();
    }

    @Test
    void cancelled_tasks_do_not_move_the_clock() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        time.after(Duration.ofSeconds(50), () -> seen.add("cancelled")).cancel();
        ScheduledFuture<?> task = time.schedule(() -> seen.add("cancelled"), 60, TimeUnit.SECONDS);
        task.cancel(false);
        time.after(Duration.ofSeconds(1), () -> stage.complete("x"));
        time.await(stage);
        assertThatThrownBy(() -> time.await(new CompletableFuture<>())).hasMessageContaining("Nothing is scheduled");
        assertThat(elapsed()).isEqualTo(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void scheduled_futures_pump_while_waited_for() throws Exception {
        ScheduledFuture<String> late = time.schedule(() -> "late", 10, TimeUnit.MINUTES);
        assertThatThrownBy(() -> late.get(9, TimeUnit.MINUTES)).isInstanceOf(TimeoutException.class);
        assertThat(elapsed()).isEqualTo(540);
        assertThat(late.getDelay(TimeUnit.SECONDS)).isEqualTo(60);
        assertThat(late.get()).isEqualTo("late");
        assertThat(time.submit(() -> 7).get()).isEqualTo(7);
        assertThat(time.invokeAll(List.of(() -> 1, () -> 2))).hasSize(2);
    }

    @Test
    void periodic_tasks_repeat_until_cancelled_or_failed() {
        ScheduledFuture<?> beat = time.scheduleAtFixedRate(() -> seen.add("beat"), 1, 2, TimeUnit.SECONDS);
        time.advance(Duration.ofSeconds(6));
        beat.cancel(false);
        time.advance(Duration.ofSeconds(6));
        assertThat(seen).hasSize(3);
        time.scheduleWithFixedDelay(
                () -> {
                    seen.add("fails");
                    throw new IllegalStateException("once");
                },
                1,
                1,
                TimeUnit.SECONDS);
        time.advance(Duration.ofSeconds(6));
        assertThat(seen).hasSize(4);
    }

    @Test
    void pumping_futures_and_those_derived_from_them_pump() throws Exception {
        CompletableFuture<Integer> source = new CompletableFuture<>();
        time.after(Duration.ofSeconds(5), () -> source.complete(20));
        CompletableFuture<Integer> derived = time.pumping(source).thenApply(n -> n + 1);
        assertThatThrownBy(() -> derived.get(4, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(elapsed()).isEqualTo(4);
        assertThat(derived.get()).isEqualTo(21);
    }

    @Test
    void a_pumping_future_fails_as_its_source_does_and_passes_cancellation_on() {
        CompletableFuture<Integer> failing = new CompletableFuture<>();
        time.execute(() -> failing.completeExceptionally(new IllegalArgumentException("no")));
        assertThatThrownBy(() -> time.pumping(failing).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        CompletableFuture<Integer> source = new CompletableFuture<>();
        time.pumping(source).cancel(true);
        assertThat(source).isCancelled();
    }

    @Test
    void other_threads_may_wait_but_not_schedule_while_one_is_waiting() throws InterruptedException {
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        time.execute(() -> {
            Thread stranger = new Thread(() -> {
                try {
                    time.execute(() -> {});
                } catch (IllegalStateException expected) {
                    refusal.set(expected);
                }
            });
            stranger.start();
            try {
                stranger.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        Thread other = new Thread(() -> time.runDue());
        other.start();
        other.join();
        assertThat(refusal.get()).isNotNull();
        note("a", 1);
        time.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("a@1");
    }

    @Test
    void after_shutdown_nothing_new_is_taken_but_the_old_still_runs() {
        note("old", 5);
        time.shutdown();
        assertThatThrownBy(() -> note("new", 1)).isInstanceOf(RejectedExecutionException.class);
        assertThat(time.isTerminated()).isFalse();
        assertThat(time.awaitTermination(4, TimeUnit.SECONDS)).isFalse();
        assertThat(time.awaitTermination(4, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly("old@5");
    }
}
