package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.embedded.wire.WireService;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFrontTest {
    private static final String BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request";
    private static final String CLOSE = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final ManualTime time = new ManualTime();
    private final SelectorLoop loop = new SelectorLoop(time, 1);
    private final List<HttpFront> fronts = new ArrayList<>();

    @AfterEach
    void close() {
        fronts.forEach(HttpFront::close);
        assertThat(fronts)
                .allSatisfy(front -> assertThat(front.openConnections()).isZero());
    }

    @Test
    void an_answer_goes_out_byte_for_byte_with_the_date_of_the_loop() {
        HttpFront front = listen((request, answer) -> {
            answer.head(200, List.of(Map.entry("x-Odd", "1"), Services.length("hello")));
            answer.write(Services.bytes("hello"));
            answer.finish();
        });
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET).readUntil("hello"))
                    .isEqualTo("HTTP/1.1 200 OK\r\nx-Odd: 1\r\nContent-Length: 5\r\n"
                            + "Date: Tue, 24 Nov 2026 13:00:00 GMT\r\n\r\nhello");
        }
    }

    @Test
    void pieces_without_a_length_are_chunks_of_their_own() {
        HttpFront front = listen((request, answer) -> {
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes(": keepalive\n\n"));
            answer.write(new byte[0]);
            answer.write(Services.bytes("x".repeat(300)));
            answer.finish();
        });
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET).readUntil("0\r\n\r\n"))
                    .isEqualTo(Services.STREAM_HEAD + "d\r\n: keepalive\n\n\r\n12c\r\n" + "x".repeat(300)
                            + "\r\n0\r\n\r\n");
        }
    }

    @Test
    void an_http_1_0_stream_ends_with_the_connection() {
        HttpFront front = listen((request, answer) -> {
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes("one"));
            answer.write(Services.bytes("two"));
            answer.finish();
        });
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                            .readAll())
                    .isEqualTo("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\nDate: D\r\n\r\nonetwo");
        }
    }

    @Test
    void a_head_request_gets_no_body() {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .readAll())
                    .isEqualTo("HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 7\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order_even_if_answers_come_late() throws Exception {
        LinkedBlockingQueue<WireAnswer> waiting = new LinkedBlockingQueue<>();
        HttpFront front = listen((request, answer) -> {
            if (request.target().equals("/late")) {
                waiting.add(answer);
            } else {
                Services.ECHO.handle(request, answer);
            }
        });
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n" + "POST /1 HTTP/1.1\r\nHost: a\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n" + CLOSE);
            WireAnswer late = waiting.poll(20, TimeUnit.SECONDS);
            assertThat(late).isNotNull();
            loop.execute(() -> Services.text(late, "late"));
            assertThat(client.readAll())
                    .isEqualTo(Services.answerOf("late")
                            + Services.answerOf("POST /1 hi")
                            + Services.answerOf("GET /last ").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    void a_thousand_pipelined_requests_need_no_deep_stack() {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET.repeat(1000) + CLOSE);
            assertThat(client.readAll().split("HTTP/1.1 200 OK", -1)).hasSize(1002);
        }
    }

    @Test
    void a_client_that_asks_a_lot_before_it_reads_has_to_wait_and_gets_every_answer() throws Exception {
        int count = 50_000;
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            Thread sender =
                    new Thread(() -> client.send(Services.GET.repeat(count)).endInput(), "sender");
            sender.start();
            String answer = Services.answerOf("GET / ");
            assertThat(client.read(answer.length() * count).equals(answer.repeat(count)))
                    .isTrue();
            assertThat(client.readAll()).isEmpty();
            sender.join(20_000);
        }
    }

    @Test
    void a_client_that_is_still_sending_can_read_why_it_was_refused() {
        HttpFront front = listen(Services.ECHO, HttpLimits.ofDefaults().withBodyBytes(10));
        try (RawClient client = RawClient.connect(front)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n" + "x".repeat(4_000_000));
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                    .endsWith("\r\n\r\n413 Request Entity Too Large");
        }
    }

    @Test
    void a_client_that_waits_for_100_gets_it_before_it_sends_the_body() {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("hi").readUntil("hi")).isEqualTo(Services.answerOf("POST /x hi"));
            client.send("POST /y HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readUntil("/y ")).isEqualTo(Services.answerOf("POST /y "));
        }
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_the_client_sends_it() {
        HttpFront front = listen(Services.ECHO, HttpLimits.ofDefaults().withBodyBytes(10));
        try (RawClient client = RawClient.connect(front)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
        }
    }

    @Test
    void nonsense_gets_the_plain_answer_of_go_and_the_end() {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send("nonsense\r\n").readAll()).isEqualTo(BAD_REQUEST);
        }
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET + "GET / HTTP/1.1\r\nHo")
                            .endInput()
                            .readAll())
                    .isEqualTo(Services.answerOf("GET / ") + BAD_REQUEST);
        }
    }

    @Test
    void a_client_that_has_closed_its_sending_side_still_gets_its_answers() {
        HttpFront front = listen((request, answer) -> loop.execute(() -> Services.ECHO.handle(request, answer)));
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET.repeat(3)).endInput().readAll())
                    .isEqualTo(Services.answerOf("GET / ").repeat(3));
        }
    }

    @Test
    void a_stream_hears_at_once_that_its_client_has_left() throws Exception {
        LinkedBlockingQueue<String> gone = new LinkedBlockingQueue<>();
        HttpFront front = listen(stream(gone));
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET /closed HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("one\r\n");
        }
        assertThat(gone.poll(20, TimeUnit.SECONDS)).isEqualTo("/closed");
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET /reset HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("one\r\n");
            client.leaveWithReset();
        }
        assertThat(gone.poll(20, TimeUnit.SECONDS)).isEqualTo("/reset");
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET /silent HTTP/1.1\r\nHost: a\r\n\r\n").endInput();
            assertThat(client.readAll()).isEqualTo(Services.STREAM_HEAD + "3\r\none\r\n");
        }
        assertThat(gone.poll(20, TimeUnit.SECONDS)).isEqualTo("/silent");
    }

    private static WireService stream(LinkedBlockingQueue<String> gone) {
        return (request, answer) -> {
            answer.head(200, Services.STREAM);
            answer.write(Services.bytes("one"));
            answer.onGone(() -> gone.add(request.target()));
        };
    }

    @Test
    void a_cut_answer_ends_without_its_last_chunk() {
        HttpFront front = listen((request, answer) -> {
            if (request.target().equals("/")) {
                answer.head(200, Services.STREAM);
                answer.write(Services.bytes("one"));
            }
            answer.cut();
            answer.write(Services.bytes("ignored"));
            answer.finish();
        });
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET).readAll()).isEqualTo(Services.STREAM_HEAD + "3\r\none\r\n");
        }
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(CLOSE).readAll()).isEmpty();
        }
    }

    @Test
    void an_answer_shorter_or_longer_than_announced_ends_the_connection() {
        HttpFront front = listen((request, answer) -> {
            answer.head(200, List.of(Map.entry("Date", "D"), Map.entry("Content-Length", "4")));
            answer.write(Services.bytes(request.target()));
            answer.finish();
        });
        String head = "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 4\r\n\r\n";
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send(Services.GET + Services.GET).readAll()).isEqualTo(head + "/");
        }
        try (RawClient client = RawClient.connect(front)) {
            assertThat(client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n" + Services.GET)
                            .readAll())
                    .isEqualTo(head);
        }
    }

    @Test
    void headers_that_take_longer_than_five_seconds_end_the_connection_without_an_answer() throws Exception {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET / HTTP/1.1\r\n");
            accepted(front);
            time.advance(Duration.ofSeconds(5), loop);
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void a_connection_without_requests_ends_after_sixty_seconds_and_not_before() throws Exception {
        HttpFront front = listen(Services.ECHO);
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET).readUntil("GET / ");
            time.advance(Duration.ofSeconds(59), loop);
            client.send(Services.GET).readUntil("GET / ");
            time.advance(Duration.ofSeconds(60), loop);
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void a_request_that_is_being_answered_has_all_the_time_in_the_world() throws Exception {
        CompletableFuture<WireAnswer> waiting = new CompletableFuture<>();
        HttpFront front = listen((request, answer) -> waiting.complete(answer));
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            WireAnswer answer = Services.await(waiting);
            time.advance(Duration.ofHours(1), loop);
            loop.execute(() -> Services.text(answer, "x"));
            assertThat(client.readAll()).endsWith("\r\n\r\nx");
        }
    }

    @Test
    void a_reader_that_does_not_read_is_given_up_when_too_much_waits_for_it() throws Exception {
        CompletableFuture<String> gone = new CompletableFuture<>();
        byte[] piece = new byte[64 * 1024];
        HttpFront front = listen(
                (request, answer) -> {
                    answer.head(200, Services.STREAM);
                    answer.onGone(() -> gone.complete("gone"));
                    flood(answer, piece, gone);
                },
                HttpLimits.ofDefaults().withQueueBytes(1 << 20));
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET);
            assertThat(Services.await(gone)).isEqualTo("gone");
        }
    }

    private void flood(WireAnswer answer, byte[] piece, CompletableFuture<String> until) {
        if (!until.isDone()) {
            answer.write(piece);
            loop.execute(() -> flood(answer, piece, until));
        }
    }

    @Test
    void one_large_answer_is_delivered_whatever_the_limit_of_the_queue() {
        String large = "x".repeat(20 << 20);
        HttpFront front = listen(
                (request, answer) -> Services.text(answer, large),
                HttpLimits.ofDefaults().withQueueBytes(1 << 20));
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET);
            String head = client.readUntil("\r\n\r\n");
            assertThat(head).contains("Content-Length: " + large.length());
            assertThat(client.read(large.length()).equals(large)).isTrue();
        }
    }

    @Test
    void a_service_that_throws_loses_its_connection_and_no_other() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        HttpFront front = listen((request, answer) -> {
            if (request.target().equals("/")) {
                Services.ECHO.handle(request, answer);
            } else {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> reported.complete(error));
                throw new IllegalStateException("on purpose");
            }
        });
        try (RawClient good = RawClient.connect(front);
                RawClient bad = RawClient.connect(front)) {
            good.send(Services.GET).readUntil("GET / ");
            assertThat(bad.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n").readAll())
                    .isEmpty();
            assertThat(Services.await(reported)).hasMessage("on purpose");
            assertThat(good.send(Services.GET).readUntil("GET / ")).isEqualTo(Services.answerOf("GET / "));
        }
    }

    @Test
    void closing_ends_connections_tells_the_service_and_frees_the_port() throws Exception {
        LinkedBlockingQueue<String> gone = new LinkedBlockingQueue<>();
        HttpFront front = listen(stream(gone));
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET).readUntil("one\r\n");
            front.close();
            assertThat(gone.poll(20, TimeUnit.SECONDS)).isEqualTo("/");
            assertThat(client.readAll()).isEmpty();
        }
        HttpFront again = HttpFront.listen(loop, front.port(), Services.ECHO);
        fronts.add(again);
        assertThatThrownBy(() -> HttpFront.listen(loop, again.port(), Services.ECHO))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + again.port());
    }

    @Test
    void a_service_can_close_its_own_front_and_listen_again() throws Exception {
        CompletableFuture<HttpFront> front = new CompletableFuture<>();
        CompletableFuture<HttpFront> next = new CompletableFuture<>();
        front.complete(listen((request, answer) -> {
            HttpFront old = front.join();
            old.close();
            next.complete(HttpFront.listen(loop, old.port(), Services.ECHO));
        }));
        try (RawClient client = RawClient.connect(front.join())) {
            assertThat(client.send(Services.GET).readAll()).isEmpty();
        }
        fronts.add(Services.await(next));
        try (RawClient client = RawClient.connect(Services.await(next))) {
            assertThat(client.send(Services.GET).readUntil("GET / ")).isEqualTo(Services.answerOf("GET / "));
        }
    }

    @Test
    void a_request_tells_its_peer_and_its_headers_by_lower_case_name() throws Exception {
        CompletableFuture<WireRequest> seen = new CompletableFuture<>();
        HttpFront front = listen((request, answer) -> {
            seen.complete(request);
            answer.cut();
        });
        try (RawClient client = RawClient.connect(front)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\r\n\r\n").readAll();
        }
        assertThat(Services.await(seen).peer()).isEqualTo("127.0.0.1");
        assertThat(Services.await(seen).headers()).containsEntry("x-one", List.of("1"));
        assertThat(front.uri()).hasToString("http://127.0.0.1:" + front.port());
    }

    @Test
    void answers_belong_to_the_thread_of_the_loop() throws Exception {
        CompletableFuture<WireAnswer> waiting = new CompletableFuture<>();
        HttpFront front = listen((request, answer) -> waiting.complete(answer));
        try (RawClient client = RawClient.connect(front)) {
            client.send(Services.GET);
            WireAnswer answer = Services.await(waiting);
            assertThatThrownBy(answer::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    /** Waits until the connection of the only client has been accepted and its first bytes could be read. */
    private void accepted(HttpFront front) throws Exception {
        CompletableFuture<String> accepted = new CompletableFuture<>();
        loop.execute(() -> lookFor(front, accepted));
        Services.await(accepted);
    }

    private void lookFor(HttpFront front, CompletableFuture<String> accepted) {
        if (front.openConnections() > 0) {
            accepted.complete("accepted");
        } else {
            loop.execute(() -> lookFor(front, accepted));
        }
    }

    private HttpFront listen(WireService service) {
        return listen(service, HttpLimits.ofDefaults());
    }

    private HttpFront listen(WireService service, HttpLimits limits) {
        HttpFront front = HttpFront.listen(loop, 0, service, limits);
        fronts.add(front);
        return front;
    }
}
