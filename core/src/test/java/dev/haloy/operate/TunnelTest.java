package dev.haloy.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.client.ServerException;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.embedded.script.Ports;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tunnels through real sockets, in which time runs faster than usual. */
class TunnelTest {
    private static final int FASTER = 20;
    private static final String TOKEN = "t0ken";

    private final SelectorLoop loop = new SelectorLoop(FASTER);
    private final EmbeddedHaloyd haloyd =
            EmbeddedHaloyds.on(loop).add("direct.example.test", TOKEN, options -> options.without(Quirk.PROXY));
    private final HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
    private final World world = World.builder().timeScale(FASTER).build();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        front.close();
    }

    private Tunnel open(TunnelOptions options) {
        return open(options, TOKEN);
    }

    private Tunnel open(TunnelOptions options, String token) {
        ReadyTarget target = Operations.targets(
                        "{name: shop, image: shop:v1, port: 5432, server: '127.0.0.1:" + front.port() + "'}")
                .get(0);
        TunnelListener listener = new TunnelListener() {
            @Override
            public void refused(String why) {
                heard.add("refused " + why);
            }

            @Override
            public void disconnected() {
                heard.add("disconnected");
            }
        };
        return world.await(new TunnelOpener(world, any -> Secret.of(token)).open(target, options, listener));
    }

    private String hear() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Socket from, int count) throws IOException {
        return new String(from.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }

    @Test
    void bytes_go_both_ways_and_so_does_the_end_of_each() throws Exception {
        haloyd.app("shop").running("v1").listens(5433, Ports.echo());
        try (Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(5433));
                Socket client = new Socket("127.0.0.1", tunnel.localPort())) {
            send(client, "hello");
            assertThat(read(client, 5)).isEqualTo("hello");
            assertThat(haloyd.openTunnels()).isEqualTo(1);
            send(client, "bye");
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("bye");
            assertThat(hear()).isEqualTo("disconnected");
        }
    }

    @Test
    void both_addresses_of_this_machine_lead_there() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        List<InetAddress> loopbacks = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            loopbacks.add(address);
        }
        try (Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(1))) {
            for (InetAddress address : loopbacks) {
                try (Socket client = new Socket(address, tunnel.localPort())) {
                    send(client, "hello");
                    assertThat(read(client, 5)).isEqualTo("hello");
                }
            }
        }
    }

    @Test
    void many_programs_may_use_it_at_once_and_much_may_go_through() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        String much = "0123456789abcdef".repeat(4_000);
        List<Socket> clients = new ArrayList<>();
        try (Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(1))) {
            for (int i = 0; i < 25; i++) {
                Socket client = new Socket("127.0.0.1", tunnel.localPort());
                clients.add(client);
                send(client, much + i);
                client.shutdownOutput();
            }
            for (int i = 0; i < clients.size(); i++) {
                String all = new String(clients.get(i).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(all).isEqualTo(much + i);
                clients.get(i).close();
            }
        }
        assertThat(haloyd.openTunnels()).isZero();
    }

    @Test
    void a_closed_port_ends_one_connection_and_says_why() throws Exception {
        haloyd.app("shop").running("v1").closes(9);
        try (Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(9));
                Socket client = new Socket("127.0.0.1", tunnel.localPort())) {
            assertThat(client.getInputStream().read()).isNegative();
            assertThat(hear()).startsWith("refused").contains("/v1/tunnel/shop").contains("502");
            assertThat(tunnel.end()).isNotDone();
        }
    }

    @Test
    void closing_breaks_what_is_open_and_gives_the_port_back() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(1));
        int port = tunnel.localPort();
        try (Socket client = new Socket("127.0.0.1", port)) {
            send(client, "hello");
            read(client, 5);
            tunnel.close();
            assertThat(tunnel.end()).succeedsWithin(Duration.ofSeconds(20));
            assertThat(client.getInputStream().read()).isNegative();
        }
        try (Tunnel again = open(TunnelOptions.fromPort(port).toPort(1))) {
            assertThat(again.localPort()).isEqualTo(port);
            assertThat(again).hasToString("localhost:" + port + " -> shop:1 on 127.0.0.1:" + front.port());
        }
    }

    @Test
    void a_port_that_is_taken_is_said_before_anything_else() throws Exception {
        haloyd.app("shop").running("v1");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> open(TunnelOptions.fromPort(taken.getLocalPort())))
                    .isInstanceOf(TunnelException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void a_wrong_token_and_an_app_that_is_not_there_are_found_when_it_is_opened() {
        assertThatThrownBy(() -> open(TunnelOptions.fromFreePort()))
                .isInstanceOf(TunnelException.class)
                .hasMessageContaining("shop is not there");
        assertThatThrownBy(() -> open(TunnelOptions.fromFreePort(), "wrong"))
                .isInstanceOf(ServerException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void a_container_that_goes_down_takes_its_connections_along() throws Exception {
        haloyd.app("shop").running("v1").listens(1, Ports.echo());
        try (Tunnel tunnel = open(TunnelOptions.fromFreePort().toPort(1));
                Socket client = new Socket("127.0.0.1", tunnel.localPort())) {
            send(client, "hello");
            read(client, 5);
            haloyd.restart();
            assertThat(client.getInputStream().read()).isNegative();
        }
    }
}
