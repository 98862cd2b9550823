package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.embedded.script.Quirk;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Room on the disk, and old versions of images. */
class ImagesTest {
    private static final long GIB = 1L << 30;

    private final World world = new World();

    private JsonNode room(String body) {
        return World.parse(world.post("/v1/images/disk-space-check", body).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"uploadSizeBytes\":10}|20|tmp",
                "{\"layerUploadBytes\":3,\"assembledImageSizeBytes\":10}|23|layers",
                "{\"layerUploadBytes\":0,\"assembledImageSizeBytes\":10}|20|tmp"
            })
    void everything_lies_on_one_disk(String body, long needed, String folder) {
        JsonNode answer = room(body);
        assertThat(answer.get("ok").asBoolean()).isTrue();
        assertThat(answer.get("requiredBytes").asLong()).isEqualTo(2 * GIB + needed);
        assertThat(answer.get("availableBytes").asLong()).isEqualTo(80 * GIB);
        assertThat(answer.get("path").asText()).endsWith("/" + folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"layerUploadBytes\":3}",
                "{\"uploadSizeBytes\":10,\"assembledImageSizeBytes\":10}",
                "{\"uploadSizeBytes\":10,\"layerUploadBytes\":10}",
                "{\"uploadSizeBytes\":-1}",
                "{\"uploadSizeBytes\":1.5}",
                "{\"size\":1}"
            })
    void exactly_one_way_must_be_asked_for(String body) {
        assertThat(world.post("/v1/images/disk-space-check", body).statusCode()).isEqualTo(400);
    }

    @Test
    void a_full_disk_is_an_answer_and_no_error() {
        world.haloyd.storage().size(2 * GIB + 19);
        HttpResponse<String> answer = world.post("/v1/images/disk-space-check", "{\"uploadSizeBytes\":10}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(World.parse(answer.body()).get("ok").asBoolean()).isFalse();
    }

    @Test
    void layers_that_nobody_has_used_for_an_hour_make_room() {
        byte[] layer = new byte[1000];
        world.send(world.request("/v1/images/layers")
                .header("X-Layer-Digest", DockerArchive.digest(layer))
                .POST(BodyPublishers.ofByteArray(layer)));
        world.haloyd.storage().size(2 * GIB + 1000);
        assertThat(room("{\"uploadSizeBytes\":10}").get("ok").asBoolean()).isFalse();
        world.time.advance(Duration.ofMinutes(61));
        assertThat(room("{\"uploadSizeBytes\":10}").get("ok").asBoolean()).isTrue();
        assertThat(world.haloyd.storage().layers()).isEmpty();
    }

    @Test
    void a_layer_that_does_not_fit_is_refused_before_it_is_sent() {
        world.haloyd.storage().size(2 * GIB + 999);
        byte[] layer = new byte[1000];
        HttpResponse<String> answer = world.send(world.request("/v1/images/layers")
                .header("X-Layer-Digest", DockerArchive.digest(layer))
                .POST(BodyPublishers.ofByteArray(layer)));
        assertThat(answer.statusCode()).isEqualTo(507);
    }

    @Test
    void pruning_first_says_and_then_does() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(world.deployAndWait(world.body("shop").replace()));
        }
        String dry = world.post("/v1/images/prune", "{\"appName\":\"shop\",\"keep\":2}")
                .body();
        assertThat(dry)
                .isEqualTo("{\"appName\":\"shop\",\"keep\":2,\"applied\":false,\"runningDeploymentIds\":[\""
                        + ids.get(3)
                        + "\"],\"tags\":[{\"tag\":\"shop:" + ids.get(1) + "\",\"deploymentId\":\"" + ids.get(1)
                        + "\"},{\"tag\":\"shop:" + ids.get(0) + "\",\"deploymentId\":\"" + ids.get(0) + "\"}]}\n");
        assertThat(world.haloyd.storage().versions()).hasSize(4);
        world.post("/v1/images/prune", "{\"appName\":\"shop\",\"keep\":2,\"apply\":true}");
        assertThat(world.haloyd.storage().versions()).containsExactly("shop:" + ids.get(2), "shop:" + ids.get(3));
        world.post("/v1/images/prune", "{\"appName\":\"shop\",\"keep\":0,\"apply\":true}");
        assertThat(world.haloyd.storage().versions()).containsExactly("shop:" + ids.get(3));
    }

    @Test
    void pruning_needs_a_name_and_a_number_that_is_not_negative() {
        assertThat(world.post("/v1/images/prune", "{\"keep\":1}").statusCode()).isEqualTo(400);
        assertThat(world.post("/v1/images/prune", "{\"appName\":\"a\",\"keep\":-1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.post("/v1/images/prune", "{\"appName\":\"nobody\"}").body())
                .isEqualTo("{\"appName\":\"nobody\",\"keep\":0,\"applied\":false,\"tags\":[]}\n");
        world.haloyd.dockerReachable(false);
        assertThat(world.post("/v1/images/prune", "{\"appName\":\"a\"}").statusCode())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/images/layers/check,23",
        "/v1/images/disk-space-check,40",
        "/v1/images/prune,41",
        "/v1/exec/shop,7",
        "/v1/tunnel/shop,12",
        "/v1/registries/login,56"
    })
    void older_daemons_do_not_know_newer_routes(String path, int beta) {
        World old = new World(options -> options.version("v0.1.0-beta." + beta).without(Quirk.RATE_LIMIT));
        HttpResponse<String> unknown = old.post(path, "{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().map()).doesNotContainKey("x-frame-options");
        World next = new World(
                options -> options.version("v0.1.0-beta." + (beta + 1)).without(Quirk.RATE_LIMIT));
        assertThat(next.post(path, "{}").statusCode()).isIn(400, 404, 415);
        assertThat(next.post(path, "{}").body()).doesNotContain("page not found");
    }
}
