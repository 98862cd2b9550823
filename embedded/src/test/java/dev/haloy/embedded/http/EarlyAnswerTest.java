package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.wire.BodyService;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Answers that begin before the body of their request has come, as Go's server gives them. */
class EarlyAnswerTest {
    private static final String EXPECT = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";

    private final SelectorLoop loop = new SelectorLoop(1);
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** Refuses at once, whatever comes. */
    private static final BodyService REFUSING = (head, answer) -> {
        Services.text(answer, "no");
        return WireBody.IGNORED;
    };

    private HttpFront front(BodyService service) {
        return HttpFront.listen(loop, 0, service.forFronts());
    }

    @Test
    void nobody_is_asked_for_a_body_that_nobody_wants() {
        try (HttpFront front = front(REFUSING);
                RawClient client = RawClient.connect(front)) {
            assertThat(client.send(EXPECT + "Content-Length: 5\r\n\r\n").readAll())
                    .isEqualTo(Services.answerOf("no").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    void the_rest_of_a_small_body_is_read_away_before_the_answer() {
        try (HttpFront front = front(REFUSING);
                RawClient client = RawClient.connect(front)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
            client.send("llo");
            assertThat(client.readUntil("no")).isEqualTo(Services.answerOf("no"));
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
            assertThat(client.readUntil("no")).isEqualTo(Services.answerOf("no"));
        }
    }

    @Test
    void a_large_body_is_not_waited_for() {
        try (HttpFront front = front(REFUSING)) {
            try (RawClient client = RawClient.connect(front)) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nhe");
                assertThat(client.readAll())
                        .contains("\r\nConnection: close\r\n")
                        .endsWith("no");
            }
            try (RawClient client = RawClient.connect(front)) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\n");
                client.send("x".repeat(300 * 1024));
                assertThat(client.readAll())
                        .contains("\r\nConnection: close\r\n")
                        .endsWith("no");
            }
        }
    }

    @Test
    void a_body_arrives_in_pieces_and_once() {
        BodyService service = (head, answer) -> new WireBody() {
            private final StringBuilder body = new StringBuilder();

            @Override
            public void piece(byte[] bytes) {
                body.append(new String(bytes, StandardCharsets.ISO_8859_1));
                events.add("piece");
            }

            @Override
            public void end() {
                Services.text(answer, body.toString());
            }

            @Override
            public void broken() {}
        };
        try (HttpFront front = front(service);
                RawClient client = RawClient.connect(front)) {
            client.send(EXPECT + "Content-Length: 4\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("abcd");
            assertThat(client.readUntil("abcd")).isEqualTo(Services.answerOf("abcd"));
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n1\r\ny\r\n0\r\n\r\n");
            assertThat(client.readUntil("xy")).isEqualTo(Services.answerOf("xy"));
            assertThat(events).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void a_body_that_breaks_off_is_told_as_broken() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        BodyService service = (head, answer) -> new WireBody() {
            @Override
            public void piece(byte[] bytes) {}

            @Override
            public void end() {
                end.complete("complete");
            }

            @Override
            public void broken() {
                end.complete("broken");
            }
        };
        try (HttpFront front = front(service);
                RawClient client = RawClient.connect(front)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
                    .endInput();
            assertThat(client.readAll()).startsWith("HTTP/1.1 400 Bad Request");
            assertThat(Services.await(end)).isEqualTo("broken");
        }
    }

    @Test
    void a_body_of_hundreds_of_mebibytes_is_never_held_as_a_whole() throws Exception {
        long size = 200L << 20;
        CompletableFuture<Long> largest = new CompletableFuture<>();
        BodyService service = (head, answer) -> new WireBody() {
            private long count;
            private long most;

            @Override
            public void piece(byte[] bytes) {
                count += bytes.length;
                most = Math.max(most, bytes.length);
            }

            @Override
            public void end() {
                Services.text(answer, Long.toString(count));
                largest.complete(most);
            }

            @Override
            public void broken() {}
        };
        try (HttpFront front = front(service);
                RawClient client = RawClient.connect(front)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                client.send(piece);
            }
            assertThat(client.readUntil(Long.toString(size))).endsWith("\r\n\r\n" + size);
            assertThat(Services.await(largest)).isLessThanOrEqualTo(1L << 20);
        }
    }

    @Test
    void pieces_that_the_client_does_not_read_are_waiting() throws Exception {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        CompletableFuture<Integer> unread = new CompletableFuture<>();
        WireService service = (request, answer) -> {
            answer.head(200, Services.STREAM);
            for (int i = 0; i < 200; i++) {
                answer.write(Services.bytes("x".repeat(100)));
            }
            read.complete(answer.waiting());
            ((HttpAnswer) answer).onGone(() -> {});
            for (int i = 0; i < 70; i++) {
                answer.write(new byte[100_000]);
            }
            unread.complete(answer.waiting());
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            client.send(Services.GET).readUntil("\r\n\r\n");
            assertThat(Services.await(read)).isZero();
            assertThat(Services.await(unread)).isBetween(10, 69);
        }
    }
}
