package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.wire.WireRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes, headers, tokens, limits and versions. */
class EndpointsTest {
    private final World world = new World();

    @Test
    void health_needs_no_token() {
        HttpRequest.Builder bare = HttpRequest.newBuilder(URI.create("https://haloy.example.test/health"));
        HttpResponse<String> answer = world.send(bare);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\",\"version\":\"dev\",\"service\":\"haloyd\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-",
                "Bearer",
                "'Bearer '",
                "bearer secret-token",
                "Bearer wrong",
                "Basic secret-token",
                "secret-token"
            })
    void anything_but_the_right_token_is_401_without_a_challenge(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://haloy.example.test/v1/version"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = world.send(request);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().map()).doesNotContainKey("www-authenticate").containsKey("x-frame-options");
        assertThat(answer.body()).doesNotContain("secret-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/nothing", "/v1/status/", "/v1/status/a/b", "/v1/version/", "/v2/version"})
    void unknown_paths_are_404_from_the_router(String path) {
        HttpResponse<String> answer = world.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().map()).doesNotContainKey("x-frame-options").containsKey("x-content-type-options");
    }

    @Test
    void an_unknown_app_is_404_with_the_headers_of_a_known_route() {
        HttpResponse<String> answer = world.get("/v1/status/nobody");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().map()).containsKeys("x-frame-options", "cache-control", "date", "content-length");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v1/deploy,POST",
        "GET,/v1/deploy,POST",
        "POST,/v1/version,'GET, HEAD'",
        "DELETE,/v1/status/a,'GET, HEAD'"
    })
    void a_wrong_method_is_405_and_names_the_right_ones(String method, String path, String allow) {
        HttpResponse<String> answer = world.send(world.request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains(allow);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1//version,/v1/version",
        "//health?x=1,/health?x=1",
        "/v1/./status/a,/v1/status/a",
        "/v1/x/../version,/v1/version",
        "/v1//status/,/v1/status/"
    })
    void untidy_paths_are_redirected(String path, String location) {
        HttpResponse<String> answer = world.get(path);
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("location")).contains(location);
    }

    @Test
    void head_works_where_get_works() {
        HttpResponse<String> answer = world.send(world.request("/v1/version").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length")).isPresent();
    }

    @Test
    void app_names_are_decoded() {
        String id = world.deployAndWait(world.body("my-shop"));
        assertThat(world.statusLine("my%2Dshop")).isEqualTo("running " + id);
    }

    @Test
    void of_fourteen_requests_at_once_ten_pass_and_one_more_every_200_ms() {
        World limited = World.withAllQuirks();
        int passed = 0;
        for (int i = 0; i < 14; i++) {
            passed += limited.get("/health").statusCode() == 200 ? 1 : 0;
        }
        assertThat(passed).isEqualTo(10);
        limited.time.advance(Duration.ofMillis(199));
        HttpResponse<String> refused = limited.get("/health");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().map()).doesNotContainKey("retry-after");
        limited.time.advance(Duration.ofMillis(1));
        assertThat(limited.get("/health").statusCode()).isEqualTo(200);
        assertThat(limited.get("/v1/deploy/x/logs").statusCode()).isEqualTo(429);
    }

    @Test
    void behind_a_proxy_the_limit_is_per_forwarded_address_and_others_cannot_choose_theirs() {
        assertThat(passing("127.0.0.1", "198.51.100.7, 198.51.100.")).isEqualTo(20);
        assertThat(passing("198.51.100.99", "198.51.100.")).isEqualTo(10);
    }

    private static int passing(String peer, String forwarded) {
        World limited = World.withAllQuirks();
        int passed = 0;
        for (int i = 0; i < 20; i++) {
            RecordedAnswer answer = new RecordedAnswer(limited.time);
            Map<String, List<String>> headers = Map.of("x-forwarded-for", List.of(forwarded + i));
            WireRequest request = new WireRequest("GET", "/health", headers, new byte[0], peer);
            limited.haloyd.service().handle(request, answer);
            passed += answer.status == 200 ? 1 : 0;
        }
        return passed;
    }

    @Test
    void refused_tokens_cost_and_unknown_routes_do_not() {
        World limited = World.withAllQuirks();
        for (int i = 0; i < 20; i++) {
            limited.get("/v1/nothing");
        }
        for (int i = 0; i < 10; i++) {
            HttpRequest.Builder bare = HttpRequest.newBuilder(URI.create("https://haloy.example.test/v1/version"));
            assertThat(limited.send(bare).statusCode()).isEqualTo(401);
        }
        assertThat(limited.get("/v1/version").statusCode()).isEqualTo(429);
    }

    @Test
    void a_development_build_knows_all_capabilities() {
        JsonNode version = World.parse(world.get("/v1/version").body());
        assertThat(version.get("haloyd").asText()).isEqualTo("dev");
        assertThat(version.get("capabilities")).hasSize(2);
        assertThat(version.get("haloy_proxy_config_hash").asText()).hasSize(64);
    }

    @Test
    void older_daemons_know_less() {
        World old = new World(options -> options.version("v0.1.0-beta.23"));
        JsonNode version = World.parse(old.get("/v1/version").body());
        assertThat(version.has("capabilities")).isFalse();
        assertThat(version.has("haloy_proxy")).isFalse();
        assertThat(old.get("/v1/server-logs").statusCode()).isEqualTo(404);
        DeployBody body = old.body("shop");
        assertThat(old.post("/v1/deploy", body.json()).statusCode()).isEqualTo(400);
        body.target(target -> target.remove("minReadySeconds"));
        body.stored(stored -> stored.remove("minReadySeconds"));
        assertThat(old.post("/v1/deploy", body.json()).statusCode()).isEqualTo(400);
        body.target(target -> target.withObject("/image").remove("pullPolicy"));
        body.stored(stored -> stored.withObject("/image").remove("pullPolicy"));
        LogStream stream = old.followDeployment(old.deploy(body)).toEnd();
        assertThat(stream.succeeded()).isTrue();
    }

    @Test
    void addresses_tokens_and_bodies_stay_out_of_text_forms() {
        world.deploy(world.body("shop"));
        assertThat(world.haloyd.requests().toString())
                .isEqualTo("[POST /v1/deploy -> 202]")
                .doesNotContain("secret-token");
        assertThat(world.haloyd.requests().get(0).json("/targetConfig/name")).contains("shop");
        assertThat(world.haloyd.toString()).doesNotContain("secret-token");
    }
}
