package dev.haloy.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.WireService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpgradeTest {
    private static final String REQUEST =
            "POST /v1/tunnel/app HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n";
    private static final List<Map.Entry<String, String>> HEADERS =
            List.of(Map.entry("Upgrade", "tcp"), Map.entry("Connection", "Upgrade"));

    private final SelectorLoop loop = new SelectorLoop(1);
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Test
    void both_directions_are_raw_after_the_101_and_early_bytes_are_kept() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, echo(false));
                RawClient client = RawClient.connect(front)) {
            client.send(REQUEST + "early\r\n\r\n");
            assertThat(client.readUntil("early\r\n\r\n")).isEqualTo(SWITCHED + "early\r\n\r\n");
            assertThat(client.send("later\u0000\u00ff").read(7)).isEqualTo("later\u0000\u00ff");
        }
    }

    @Test
    void an_upgrade_may_come_later_than_the_bytes_behind_the_request() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, echo(true));
                RawClient client = RawClient.connect(front)) {
            client.send(REQUEST + "one").send("two").endInput();
            assertThat(client.readAll()).isEqualTo(SWITCHED + "onetwo!");
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test
    void a_client_that_has_closed_its_side_can_still_read() throws Exception {
        try (HttpFront front = HttpFront.listen(loop, 0, echo(false));
                RawClient client = RawClient.connect(front)) {
            assertThat(client.send(REQUEST).endInput().readAll()).isEqualTo(SWITCHED + "!");
        }
    }

    @Test
    void a_service_that_has_closed_its_side_still_receives() throws Exception {
        WireService service = (request, answer) -> {
            Recorder recorder = new Recorder();
            answer.upgrade(HEADERS, connection -> {
                connection.write(Services.bytes("bye"));
                connection.endOutput();
                return recorder;
            });
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            assertThat(client.send(REQUEST).readAll()).isEqualTo(SWITCHED + "bye");
            client.send("still here");
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("still here");
            client.endInput();
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("ended");
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test
    void a_reset_is_seen_on_both_sides() throws Exception {
        CompletableFuture<RawConnection> connection = new CompletableFuture<>();
        WireService service = (request, answer) -> answer.upgrade(HEADERS, opened -> {
            connection.complete(opened);
            return new Recorder();
        });
        try (HttpFront front = HttpFront.listen(loop, 0, service)) {
            try (RawClient client = RawClient.connect(front)) {
                client.send(REQUEST).readUntil("\r\n\r\n");
                RawConnection raw = Services.await(connection);
                loop.execute(raw::reset);
                assertThat(client.bytesBeforeReset()).isZero();
            }
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test
    void an_upgrade_for_a_client_that_has_left_is_gone_at_once() throws Exception {
        WireService service = (request, answer) -> {
            answer.cut();
            answer.upgrade(HEADERS, connection -> {
                connection.write(Services.bytes("ignored"));
                return new Recorder();
            });
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            assertThat(client.send(REQUEST).readAll()).isEmpty();
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test
    void a_side_that_pauses_its_input_makes_the_client_wait_and_gets_everything_afterwards() throws Exception {
        CompletableFuture<RawConnection> paused = new CompletableFuture<>();
        CompletableFuture<Integer> received = new CompletableFuture<>();
        int size = 32 << 20;
        WireService service = (request, answer) -> {
            Counter counter = new Counter(size, received);
            answer.upgrade(HEADERS, connection -> {
                connection.pauseInput(true);
                paused.complete(connection);
                return counter;
            });
        };
        try (HttpFront front = HttpFront.listen(loop, 0, service);
                RawClient client = RawClient.connect(front)) {
            client.send(REQUEST).readUntil("\r\n\r\n");
            Thread sender = new Thread(() -> client.send(new byte[size]), "sender");
            sender.start();
            RawConnection connection = Services.await(paused);
            loop.execute(() -> connection.pauseInput(false));
            assertThat(Services.await(received)).isEqualTo(size);
            sender.join(20_000);
        }
    }

    /** Sends everything back; an exclamation mark when the client has finished. */
    private WireService echo(boolean late) {
        return (request, answer) -> {
            if (late) {
                loop.execute(() -> loop.execute(() -> answer.upgrade(HEADERS, Echo::new)));
            } else {
                answer.upgrade(HEADERS, Echo::new);
            }
        };
    }

    private class Recorder implements RawSide {
        @Override
        public void bytes(byte[] piece) {
            events.add(new String(piece, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void inputEnded() {
            events.add("ended");
        }

        @Override
        public void gone() {
            events.add("gone");
        }
    }

    private final class Echo extends Recorder {
        private final RawConnection connection;

        Echo(RawConnection connection) {
            this.connection = connection;
        }

        @Override
        public void bytes(byte[] piece) {
            connection.write(piece);
        }

        @Override
        public void inputEnded() {
            connection.write(Services.bytes("!"));
            connection.endOutput();
        }
    }

    private static final class Counter implements RawSide {
        private final int expected;
        private final CompletableFuture<Integer> received;
        private int count;

        Counter(int expected, CompletableFuture<Integer> received) {
            this.expected = expected;
            this.received = received;
        }

        @Override
        public void bytes(byte[] piece) {
            count += piece.length;
            if (count >= expected) {
                received.complete(count);
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void gone() {}
    }
}
