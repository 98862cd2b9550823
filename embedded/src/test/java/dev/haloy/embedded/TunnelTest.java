package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.embedded.script.Ports;
import dev.haloy.embedded.script.Quirk;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Tunnels through real sockets, which is how clients use them. */
class TunnelTest {
    private static final String UPGRADE =
            "Host: a\r\nAuthorization: Bearer t\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n";

    private final SelectorLoop loop = new SelectorLoop(1);
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.on(loop);
    private final EmbeddedHaloyd haloyd =
            servers.add("direct.example.test", "t", options -> options.without(Quirk.PROXY));

    private static String post(String target) {
        return "POST /v1/tunnel/" + target + " HTTP/1.1\r\n" + UPGRADE;
    }

    private TcpClient connect(HttpFront front) throws IOException {
        return new TcpClient(front.port());
    }

    @Test
    void bytes_go_both_ways_and_so_does_the_end_of_each() throws Exception {
        haloyd.app("shop").running("v1").listens(5432, Ports.echo());
        try (HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
                TcpClient client = connect(front)) {
            client.send(post("shop?port=5432") + "early");
            assertThat(client.readUntil("early")).isEqualTo(SWITCHED + "early");
            assertThat(haloyd.openTunnels()).isEqualTo(1);
            client.send("more");
            assertThat(client.readUntil("more")).isEqualTo("more");
            client.endInput();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void the_port_of_the_app_itself_is_open() throws Exception {
        haloyd.app("shop").running("v1");
        try (HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
                TcpClient client = connect(front)) {
            client.send(post("shop") + "GET / HTTP/1.1\r\n\r\n");
            assertThat(client.readAll())
                    .startsWith(SWITCHED + "HTTP/1.1 200 OK")
                    .contains("shop ");
        }
    }

    @Test
    void errors_leave_the_connection_open_and_have_few_headers() throws Exception {
        haloyd.app("shop").running("v1").closes(8080);
        try (HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
                TcpClient client = connect(front)) {
            client.send(post("shop"));
            String closed = client.readUntil("container\n");
            assertThat(closed).startsWith("HTTP/1.1 502 Bad Gateway").doesNotContain("X-Frame-Options");
            assertThat(closed).contains("X-Content-Type-Options: nosniff", "Content-Length: ");
            client.send(post("nobody"));
            assertThat(client.readUntil("container\n")).startsWith("HTTP/1.1 404 Not Found");
            client.send(post("shop?container=zz"));
            assertThat(client.readUntil("container\n")).startsWith("HTTP/1.1 404 Not Found");
        }
    }

    @Test
    void a_container_that_goes_down_takes_its_tunnels_along() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        try (HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
                TcpClient client = connect(front);
                TcpClient other = connect(front)) {
            client.send(post("shop?port=1"));
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo(SWITCHED);
            other.send("POST /v1/stop/shop HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t\r\n\r\n");
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void a_dying_daemon_takes_all_tunnels_along() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        try (HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
                TcpClient client = connect(front)) {
            client.send(post("shop?port=1"));
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo(SWITCHED);
            haloyd.restart();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void the_proxy_wants_to_see_the_upgrade_and_adds_a_length() throws Exception {
        EmbeddedHaloyd proxied = servers.add("proxied.example.test", "t");
        proxied.app("shop").running("v1").listens(1, Ports.echo());
        try (HttpFront front = HttpFront.listen(loop, 0, proxied.service());
                TcpClient client = connect(front)) {
            client.send("POST /v1/tunnel/shop?port=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t\r\n\r\n");
            assertThat(client.readUntil("</h1>\n")).startsWith("HTTP/1.1 503 Service Unavailable");
            client.send(post("shop?port=1"));
            assertThat(client.readUntil("\r\n\r\n"))
                    .isEqualTo(SWITCHED.replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"));
        }
    }

    @Test
    void the_client_of_the_jdk_cannot_have_a_tunnel() {
        World world = new World(options -> options.without(Quirk.PROXY));
        world.haloyd.app("shop").running("v1");
        assertThat(world.client.sendAsync(
                        world.request("/v1/tunnel/shop")
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString()))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(ProtocolException.class);
        world.time.runDue();
        assertThat(world.haloyd.openTunnels()).isZero();
    }
}
