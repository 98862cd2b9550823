package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.script.Ports;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tunnels in virtual time. */
class MemoryChannelTest {
    private static final String UPGRADE =
            " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret-token\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    private final World world = new World();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(MemoryChannel channel) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        int count = channel.read(buffer).get();
        return count < 0 ? "end" : new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1);
    }

    private static String readUntil(MemoryChannel channel, String end) throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append(read(channel));
        }
        return text.toString();
    }

    @Test
    void a_tunnel_carries_bytes_and_ends_both_ways() throws Exception {
        world.haloyd.app("shop").running("v1").listens(5432, Ports.echo());
        try (MemoryChannel channel = world.servers.dial("haloy.example.test")) {
            channel.write(bytes("POST /v1/tunnel/shop?port=5432" + UPGRADE + "early"))
                    .get();
            assertThat(readUntil(channel, "early")).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
            assertThat(channel.write(bytes("more")).get()).isEqualTo(4);
            assertThat(read(channel)).isEqualTo("more");
            assertThat(world.haloyd.openTunnels()).isEqualTo(1);
            channel.shutdownOutput();
            assertThat(read(channel)).isEqualTo("end");
        }
        world.time.runDue();
        assertThat(world.haloyd.openTunnels()).isZero();
    }

    @Test
    void an_error_leaves_the_connection_open_for_the_next_request() throws Exception {
        try (MemoryChannel channel = world.servers.dial("haloy.example.test")) {
            channel.write(bytes("POST /v1/tunnel/nobody" + UPGRADE)).get();
            assertThat(readUntil(channel, "container\n")).startsWith("HTTP/1.1 404 Not Found\r\n");
            channel.write(bytes("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")).get();
            assertThat(readUntil(channel, "}\n")).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void large_amounts_wait_for_a_reader_and_come_whole() throws Exception {
        world.haloyd.app("shop").running("v1").listens(1, Ports.echo());
        try (MemoryChannel channel = world.servers.dial("haloy.example.test")) {
            channel.write(bytes("POST /v1/tunnel/shop?port=1" + UPGRADE)).get();
            readUntil(channel, "\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                channel.write(bytes("x".repeat(10_000))).get();
            }
            channel.shutdownOutput();
            int count = 0;
            for (String part = read(channel); !part.equals("end"); part = read(channel)) {
                count += part.length();
            }
            assertThat(count).isEqualTo(1_000_000);
        }
    }

    @Test
    void the_end_of_a_container_is_the_end_of_its_tunnels() throws Exception {
        world.haloyd.app("shop").running("v1").listens(1, Ports.echo());
        try (MemoryChannel channel = world.servers.dial("haloy.example.test")) {
            channel.write(bytes("POST /v1/tunnel/shop?port=1" + UPGRADE)).get();
            readUntil(channel, "\r\n\r\n");
            world.send(world.request("/v1/stop/shop").POST(BodyPublishers.noBody()));
            assertThat(read(channel)).isEqualTo("end");
        }
    }

    @Test
    void a_reset_fails_the_read_under_way() throws Exception {
        world.haloyd.app("shop").running("v1").listens(1, client -> {
            client.reset();
            return Ports.echo().open(client);
        });
        try (MemoryChannel channel = world.servers.dial("haloy.example.test")) {
            channel.write(bytes("POST /v1/tunnel/shop?port=1" + UPGRADE)).get();
            assertThatThrownBy(() -> readUntil(channel, "\r\n\r\n")).hasRootCauseMessage("Connection reset");
        }
    }

    @Test
    void a_closed_channel_is_of_no_more_use() throws Exception {
        MemoryChannel channel = world.servers.dial("haloy.example.test");
        Future<Integer> reading = channel.read(ByteBuffer.allocate(1));
        channel.close();
        assertThatThrownBy(reading::get).hasRootCauseInstanceOf(AsynchronousCloseException.class);
        assertThatThrownBy(() -> channel.write(bytes("x")).get()).hasRootCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> world.servers.dial("elsewhere.example.test")).isInstanceOf(ConnectException.class);
    }
}
