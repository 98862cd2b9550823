package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import org.junit.jupiter.api.Test;

@WithHaloyServers({Shop.EU, Shop.US})
class HaloydAssertTest {
    @Test
    void what_runs_is_known_by_tag_and_by_id(HaloyServers servers) {
        EmbeddedHaloyd server = servers.at(Shop.EU);
        server.app("shop").runningAs("01aaaaaaaaaaaaaaaaaaaaaaaa", "v1", 2, "shop.example.com");

        assertThat(server).hasRunning("shop", "v1").hasRunning("shop", "01aaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(server).serves("shop", "v1");
        assertThat(Shop.messageOf(() -> assertThat(server).hasRunning("shop", "v2")))
                .startsWith("""

                Expecting server:
                  eu.example.com
                to have running:
                  shop v2
                but what runs is:
                  shop v1 (<id>)
                """);
        assertThat(Shop.messageOf(() -> assertThat(server).serves("shop", "v2")))
                .contains("to serve:\n  shop v2\nbut it serves:\n  shop v1 (<id>)\n");
        assertThat(Shop.messageOf(() -> assertThat(server).hasNothingRunning("shop")))
                .contains("to have nothing running of:\n  shop\nbut what runs is:\n  shop v1 (<id>)\n");
    }

    @Test
    void nothing_runs_on_a_new_server(HaloyServers servers) {
        EmbeddedHaloyd server = servers.at(Shop.EU);

        assertThat(server).hasNothingRunning("shop").receivedDeployments(0);
        assertThat(Shop.messageOf(() -> assertThat(server).hasRunning("shop", "v1")))
                .contains("but what runs is:\n  nothing\n");
        assertThat(Shop.messageOf(() -> assertThat(server).serves("shop", "v1")))
                .contains("but it serves:\n  nothing\n");
    }

    @Test
    void a_wrong_number_of_deployments_is_answered_with_all_requests(HaloyServers servers) {
        Shop.on(servers).target("us").deploy();

        assertThat(servers.at(Shop.US)).receivedDeployments(1);
        assertThat(Shop.messageOf(() -> assertThat(servers.at(Shop.US)).receivedDeployments(2)))
                .isEqualTo("""

                        Expecting server:
                          us.example.com
                        to have received deployments:
                          2
                        but the number is:
                          1
                        its requests:
                          GET /v1/version -> 200
                          GET /v1/status/shop -> 404
                          GET /v1/server-logs -> 200
                          POST /v1/deploy -> 202
                          GET /v1/status/shop -> 200
                          GET /v1/deploy/<id>/logs -> 200
                        """);
    }

    @Test
    void a_port_in_an_image_is_no_tag() {
        assertThat(Version.tag("registry.example.com:5000/shop")).isEqualTo("latest");
        assertThat(Version.tag("registry.example.com:5000/shop:v1")).isEqualTo("v1");
        assertThat(Version.tag("shop")).isEqualTo("latest");
    }
}
