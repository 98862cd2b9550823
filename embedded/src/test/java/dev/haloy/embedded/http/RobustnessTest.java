package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.wire.WireAnswer;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RobustnessTest {
    private final SelectorLoop loop = new SelectorLoop(1);

    @Test
    void a_request_may_come_in_two_packets_split_anywhere() {
        String requests = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n"
                + "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
        String answers = Services.answerOf("POST /a abcde") + Services.answerOf("PUT /b body");
        try (HttpFront front = HttpFront.listen(loop, 0, Services.ECHO);
                RawClient client = RawClient.connect(front)) {
            for (int split = 1; split < requests.length(); split++) {
                client.send(requests.substring(0, split)).send(requests.substring(split));
                assertThat(client.read(answers.length()))
                        .as("split at %d", split)
                        .isEqualTo(answers);
            }
            requests.chars().forEach(c -> client.send(String.valueOf((char) c)));
            assertThat(client.read(answers.length())).isEqualTo(answers);
        }
    }

    @Test
    void garbage_never_stops_the_loop_and_leaves_no_connection_behind() throws Exception {
        HttpLimits limits = new HttpLimits(
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(20), 1 << 20, 1 << 20, 1 << 20);
        try (HttpFront front = HttpFront.listen(loop, 0, Services.ECHO, limits)) {
            for (int seed = 0; seed < 400; seed++) {
                RandomGenerator random = new Random(seed);
                try (RawClient client = RawClient.connect(front)) {
                    sendGarbage(client, random);
                }
                stillAnswers(front, seed);
            }
            assertThat(Services.await(untilEmpty(front))).isEqualTo("empty");
        }
    }

    private static void sendGarbage(RawClient client, RandomGenerator random) {
        try {
            for (String piece : Garbage.pieces(Garbage.text(random), random)) {
                client.send(piece);
            }
            if (random.nextBoolean()) {
                client.endInput().readAll();
            } else if (random.nextBoolean()) {
                client.leaveWithReset();
            }
        } catch (UncheckedIOException e) {
            // Refused and closed while we were still sending: one of the good ends.
            assertThat(e.getCause()).isInstanceOf(SocketException.class);
        }
    }

    private static void stillAnswers(HttpFront front, int seed) {
        try (RawClient client = RawClient.connect(front)) {
            String answer = Services.answerOf("GET / ");
            assertThat(client.send(Services.GET).read(answer.length()))
                    .as("after seed %d", seed)
                    .isEqualTo(answer);
        }
    }

    private CompletableFuture<String> untilEmpty(HttpFront front) {
        CompletableFuture<String> empty = new CompletableFuture<>();
        loop.execute(() -> lookAgain(front, empty));
        return empty;
    }

    private void lookAgain(HttpFront front, CompletableFuture<String> empty) {
        if (front.openConnections() == 0) {
            empty.complete("empty");
        } else {
            loop.after(Duration.ofMillis(1), () -> lookAgain(front, empty));
        }
    }

    @Test
    void two_hundred_streams_live_on_one_thread() throws Exception {
        List<WireAnswer> streams = new ArrayList<>();
        CompletableFuture<String> all = new CompletableFuture<>();
        try (HttpFront front = HttpFront.listen(loop, 0, (request, answer) -> {
            answer.head(200, Services.STREAM);
            streams.add(answer);
            if (streams.size() == 200) {
                all.complete("all here");
            }
        })) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                clients.add(RawClient.connect(front).send(Services.GET));
            }
            Services.await(all);
            assertThat(front.openConnections()).isEqualTo(200);
            for (int event = 0; event < 50; event++) {
                byte[] piece = Services.bytes("data: " + event + "\n\n");
                loop.execute(() -> streams.forEach(stream -> stream.write(piece)));
            }
            loop.execute(() -> streams.forEach(WireAnswer::finish));
            for (RawClient client : clients) {
                String seen = client.readUntil("0\r\n\r\n");
                assertThat(seen).startsWith(Services.STREAM_HEAD).contains("data: 0\n", "data: 49\n");
                assertThat(seen.split("data: ", -1)).hasSize(51);
                client.close();
            }
            assertThat(Services.await(untilEmpty(front))).isEqualTo("empty");
        }
    }

    @Test
    void a_thousand_servers_need_one_thread_and_are_gone_when_closed() throws Exception {
        List<HttpFront> fronts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            fronts.add(HttpFront.listen(loop, 0, Services.ECHO));
        }
        stillAnswers(fronts.get(0), 0);
        stillAnswers(fronts.get(999), 999);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        fronts.forEach(HttpFront::close);
        assertThat(Services.await(thread).isAlive()).isFalse();
    }
}
