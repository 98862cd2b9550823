package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.wire.WireService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteFaultTest {
    private static final String ANSWER = Services.answerOf("GET / ");

    private final ManualTime time = new ManualTime();
    private final SelectorLoop loop = new SelectorLoop(time, 1);

    @Test
    void a_reset_comes_after_exactly_the_bytes_it_was_planned_for() {
        for (int bytes = 0; bytes <= ANSWER.length(); bytes++) {
            try (HttpFront front = HttpFront.listen(loop, 0, with(ByteFault.resetAfter(bytes)));
                    RawClient client = RawClient.connect(front)) {
                assertThat(client.send(Services.GET).bytesBeforeReset()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void a_cut_comes_after_exactly_the_bytes_it_was_planned_for() {
        for (int bytes = 0; bytes <= ANSWER.length(); bytes++) {
            try (HttpFront front = HttpFront.listen(loop, 0, with(ByteFault.cutAfter(bytes)));
                    RawClient client = RawClient.connect(front)) {
                assertThat(client.send(Services.GET).readAll()).isEqualTo(ANSWER.substring(0, bytes));
            }
        }
    }

    @Test
    void earlier_answers_of_the_connection_do_not_count() {
        WireService service = (request, answer) -> {
            if (request.target().equals("/bad")) {
                ((HttpAnswer) answer).fault(ByteFault.cutAfter(4));
            }
            Services.ECHO.handle(request, answer);
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            client.send(Services.GET + "GET /bad HTTP/1.1\r\nHost: a\r\n\r\n" + Services.GET);
            assertThat(client.readAll()).isEqualTo(ANSWER + "HTTP");
        }
    }

    @Test
    void an_answer_that_ends_before_the_fault_is_whole_and_so_is_the_next() {
        WireService service = (request, answer) -> {
            if (request.target().equals("/")) {
                ((HttpAnswer) answer).fault(ByteFault.resetAfter(ANSWER.length() + 1));
            }
            Services.ECHO.handle(request, answer);
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            client.send(Services.GET + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n").endInput();
            assertThat(client.readAll()).isEqualTo(ANSWER + Services.answerOf("GET /next "));
        }
    }

    @Test
    void a_stalled_answer_says_nothing_more_until_the_client_leaves() throws Exception {
        LinkedBlockingQueue<String> gone = new LinkedBlockingQueue<>();
        WireService service = (request, answer) -> {
            ((HttpAnswer) answer).fault(ByteFault.stallAfter(10));
            answer.onGone(() -> gone.add("gone"));
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes("never seen"));
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service)) {
            try (RawClient client = RawClient.connect(front)) {
                assertThat(client.send(Services.GET).read(10)).isEqualTo("HTTP/1.1 2");
                time.advance(Duration.ofHours(1), loop);
                CompletableFuture<Integer> connections = new CompletableFuture<>();
                loop.execute(() -> connections.complete(front.openConnections()));
                assertThat(Services.await(connections)).isEqualTo(1);
                assertThat(gone).isEmpty();
            }
            assertThat(gone.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test
    void a_stall_holds_back_even_the_end_of_a_complete_answer() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, with(ByteFault.stallAfter(ANSWER.length())))) {
            try (RawClient client = RawClient.connect(front)) {
                client.send(Services.GET + Services.GET);
                assertThat(client.read(ANSWER.length())).isEqualTo(ANSWER);
            }
            CompletableFuture<String> left = new CompletableFuture<>();
            loop.execute(() -> untilEmpty(front, left));
            assertThat(Services.await(left)).isEqualTo("empty");
        }
    }

    private void untilEmpty(HttpFront front, CompletableFuture<String> left) {
        if (front.openConnections() == 0) {
            left.complete("empty");
        } else {
            loop.execute(() -> untilEmpty(front, left));
        }
    }

    @Test
    void a_pause_lets_the_rest_through_when_it_is_over() {
        try (HttpFront front = HttpFront.listen(loop, 0, with(ByteFault.pauseAfter(20, Duration.ofSeconds(3))));
                RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET).read(20)).isEqualTo(ANSWER.substring(0, 20));
            time.advance(Duration.ofSeconds(3), loop);
            assertThat(client.read(ANSWER.length() - 20)).isEqualTo(ANSWER.substring(20));
        }
    }

    @Test
    void the_time_of_an_idle_connection_begins_after_the_answer() {
        try (HttpFront front = HttpFront.listen(loop, 0, with(ByteFault.pauseAfter(20, Duration.ofMinutes(5))));
                RawClient client = RawClient.connect(front)) {
            client.send(Services.GET).read(20);
            time.advance(Duration.ofMinutes(5), loop);
            client.read(ANSWER.length() - 20);
            assertThat(client.send(Services.GET).read(20)).isEqualTo(ANSWER.substring(0, 20));
        }
    }

    @Test
    void a_trickle_lets_a_few_bytes_through_at_a_time_and_the_next_answer_flow() {
        WireService service = (request, answer) -> {
            if (request.target().equals("/")) {
                ((HttpAnswer) answer).fault(ByteFault.trickle(7, Duration.ofSeconds(1)));
            }
            Services.ECHO.handle(request, answer);
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            client.send(Services.GET + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n").endInput();
            StringBuilder seen = new StringBuilder(client.read(7));
            while (seen.length() + 7 <= ANSWER.length()) {
                time.advance(Duration.ofSeconds(1), loop);
                seen.append(client.read(7));
            }
            time.advance(Duration.ofSeconds(1), loop);
            time.advance(Duration.ofSeconds(1), loop);
            assertThat(seen + client.readAll()).isEqualTo(ANSWER + Services.answerOf("GET /next "));
        }
    }

    @Test
    void impossible_faults_are_refused() {
        assertThatThrownBy(() -> ByteFault.trickle(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteFault.cutAfter(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static WireService with(ByteFault fault) {
        return (request, answer) -> {
            ((HttpAnswer) answer).fault(fault);
            Services.ECHO.handle(request, answer);
        };
    }
}
