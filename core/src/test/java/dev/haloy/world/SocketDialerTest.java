package dev.haloy.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketDialerTest {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Dialer dialer = World.system().dialer();

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static void send(Duplex to, String text) throws Exception {
        get(to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String readAll(Duplex from) throws Exception {
        StringBuilder text = new StringBuilder();
        ByteBuffer piece = ByteBuffer.allocate(1000);
        while (get(from.read(piece)) >= 0) {
            text.append(new String(piece.array(), 0, piece.position(), StandardCharsets.UTF_8));
            piece.clear();
        }
        return text.toString();
    }

    @Test
    void each_direction_ends_by_itself() throws Exception {
        BlockingQueue<Duplex> accepted = new LinkedBlockingQueue<>();
        try (Dialer.Listening listening = dialer.listen(ANYWHERE, accepted::add);
                Duplex client = get(dialer.connect("127.0.0.1", listening.port(), Optional.empty()));
                Duplex server = accepted.poll(20, TimeUnit.SECONDS)) {
            send(client, "question");
            client.endOutput();
            assertThat(readAll(server)).isEqualTo("question");
            send(server, "answer");
            server.endOutput();
            assertThat(readAll(client)).isEqualTo("answer");
        }
    }

    @Test
    void a_port_that_nobody_listens_on_and_a_name_that_nobody_has_are_failures() throws Exception {
        int port;
        try (Dialer.Listening listening = dialer.listen(ANYWHERE, Duplex::close)) {
            port = listening.port();
        }
        assertThatThrownBy(() -> get(dialer.connect("127.0.0.1", port, Optional.empty())))
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(dialer.connect("no-such-host.invalid", 443, Optional.empty())))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_port_that_is_taken_is_a_failure() throws Exception {
        try (Dialer.Listening listening = dialer.listen(ANYWHERE, Duplex::close)) {
            InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.port());
            assertThatThrownBy(() -> dialer.listen(same, Duplex::close)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void over_tls_bytes_go_both_ways(String protocol, @TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        try (TlsPeer peer = TlsPeer.echoing(certificate.server(), protocol);
                Duplex client = get(dialer.connect("localhost", peer.port(), Optional.of(certificate.client())))) {
            String much = "0123456789".repeat(10_000);
            CompletableFuture<Integer> sent = client.write(ByteBuffer.wrap(much.getBytes(StandardCharsets.UTF_8)));
            StringBuilder heard = new StringBuilder();
            ByteBuffer piece = ByteBuffer.allocate(1000);
            while (heard.length() < much.length()) {
                get(client.read(piece.clear()));
                heard.append(new String(piece.array(), 0, piece.position(), StandardCharsets.UTF_8));
            }
            assertThat(get(sent)).isEqualTo(much.length());
            assertThat(heard).hasToString(much);
        }
    }

    /** Before TLS 1.3 an end of one direction is one of both. */
    @Test
    void over_tls_our_direction_ends_by_itself(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        try (TlsPeer peer = TlsPeer.answering(certificate.server(), "TLSv1.3");
                Duplex client = get(dialer.connect("localhost", peer.port(), Optional.of(certificate.client())))) {
            send(client, "question");
            client.endOutput();
            assertThat(readAll(client)).isEqualTo("heard 8");
        }
    }

    @Test
    void a_server_that_is_not_the_host_is_not_talked_to(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("other.example.com", folder);
        try (TlsPeer peer = TlsPeer.answering(certificate.server(), "TLSv1.3")) {
            assertThatThrownBy(() -> get(dialer.connect("localhost", peer.port(), Optional.of(certificate.client()))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void a_server_that_nobody_vouches_for_is_not_talked_to(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        try (TlsPeer peer = TlsPeer.answering(certificate.server(), "TLSv1.3")) {
            assertThatThrownBy(
                            () -> get(dialer.connect("localhost", peer.port(), Optional.of(SSLContext.getDefault()))))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void a_connection_that_is_cut_over_tls_is_no_end(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        try (TlsPeer peer = TlsPeer.cutting(certificate.server());
                Duplex client = get(dialer.connect("localhost", peer.port(), Optional.of(certificate.client())))) {
            assertThatThrownBy(() -> readAll(client)).hasCauseInstanceOf(IOException.class);
        }
    }
}
