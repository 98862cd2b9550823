package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.script.Quirk;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
    private static final byte[] ONE = DockerArchive.bytes("the first layer");
    private static final byte[] TWO = DockerArchive.bytes("the second layer");

    private final World world = new World();

    private HttpResponse<String> upload(byte[] layer, String digest) {
        return upload(world, layer, digest);
    }

    private static HttpResponse<String> upload(World world, byte[] layer, String digest) {
        return world.send(world.request("/v1/images/layers")
                .header("X-Layer-Digest", digest)
                .POST(BodyPublishers.ofByteArray(layer)));
    }

    private HttpResponse<String> upload(byte[] layer) {
        return upload(layer, DockerArchive.digest(layer));
    }

    private HttpResponse<String> check(byte[]... layers) {
        return world.post("/v1/images/layers/check", "{\"digests\":" + DockerArchive.quoted(digests(layers)) + "}");
    }

    private static List<String> digests(byte[]... layers) {
        return Stream.of(layers).map(DockerArchive::digest).toList();
    }

    private HttpResponse<String> assemble(String tags, List<String> paths, byte[]... layers) {
        return assembleWith(DockerArchive.config(digests(layers)), tags, paths);
    }

    private HttpResponse<String> assembleWith(byte[] config, String tags, List<String> paths) {
        return world.post(
                "/v1/images/layers/assemble",
                "{\"imageRef\":\"shop:v2\",\"config\":\"" + Base64.getEncoder().encodeToString(config)
                        + "\",\"manifest\":{\"Config\":\"c.json\",\"RepoTags\":" + tags + ",\"Layers\":"
                        + DockerArchive.quoted(paths) + "}}");
    }

    private static String blob(byte[] layer) {
        return "blobs/sha256/" + DockerArchive.hex(layer);
    }

    @Test
    void what_was_uploaded_is_no_longer_missing() {
        assertThat(check(ONE, TWO).body())
                .isEqualTo("{\"missing\":" + DockerArchive.quoted(digests(ONE, TWO)) + ",\"exists\":null}\n");
        HttpResponse<String> answer = upload(ONE);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"digest\":\"" + DockerArchive.digest(ONE) + "\",\"size\":15}\n");
        assertThat(check(TWO, ONE).body())
                .isEqualTo("{\"missing\":" + DockerArchive.quoted(digests(TWO)) + ",\"exists\":"
                        + DockerArchive.quoted(digests(ONE)) + "}\n");
        assertThat(upload(TWO).statusCode()).isEqualTo(201);
        assertThat(upload(TWO).statusCode()).isEqualTo(201);
        assertThat(check(ONE).body()).startsWith("{\"missing\":null,");
        assertThat(world.haloyd.storage().layers()).containsExactlyElementsOf(digests(ONE, TWO));
    }

    @Test
    void a_layer_must_be_what_its_digest_says() {
        assertThat(upload(ONE, DockerArchive.digest(TWO)).statusCode()).isEqualTo(400);
        assertThat(upload(ONE, DockerArchive.digest(ONE).toUpperCase(Locale.ROOT))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.post("/v1/images/layers", "x").statusCode()).isEqualTo(400);
        assertThat(world.haloyd.storage().layers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"digests\":[]}", "{}", "{\"digests\":[\"sha256:ABC\"]}", "{\"digest\":[]}", "[]"})
    void a_check_needs_digests(String body) {
        assertThat(world.post("/v1/images/layers/check", body).statusCode()).isEqualTo(400);
    }

    @Test
    void json_beyond_32_mib_is_a_400_and_ends_the_connection() {
        HttpResponse<String> answer = world.send(
                world.request("/v1/images/layers/check").POST(BodyPublishers.ofByteArray(new byte[(32 << 20) + 1])));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("connection")).contains("close");
    }

    @Test
    void layers_become_an_image_that_can_be_deployed() {
        world.haloyd.image("shop:v2").missing();
        upload(ONE);
        upload(TWO);
        HttpResponse<String> answer = assemble("[\"shop:v2\"]", List.of(blob(ONE), blob(TWO)), ONE, TWO);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(World.parse(answer.body()).get("success").asBoolean()).isTrue();
        assertThat(world.haloyd.storage().images().get("shop:v2").layers())
                .containsExactlyElementsOf(digests(ONE, TWO));
        DeployBody body = world.body("shop")
                .target(target -> target.withObject("/image/buildConfig").put("push", "server"));
        assertThat(world.followDeployment(world.deploy(body)).toEnd().succeeded())
                .isTrue();
    }

    @Test
    void every_form_of_path_is_understood_and_a_layer_may_come_twice() {
        upload(ONE);
        String hex = DockerArchive.hex(ONE);
        List<String> paths = List.of(
                "blobs/sha256/" + hex,
                "blobs/sha256/" + hex + "/layer.tar",
                "sha256:" + hex + "/layer.tar",
                hex + "/layer.tar");
        assertThat(assemble("[\"shop:v2\"]", paths, ONE, ONE, ONE, ONE).statusCode())
                .isEqualTo(200);
        assertThat(assemble("[\"shop:v2\"]", List.of("layers/" + hex), ONE).statusCode())
                .isEqualTo(500);
    }

    @Test
    void an_image_that_does_not_fit_together_is_not_loaded() {
        upload(ONE);
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(TWO)), TWO).statusCode())
                .isEqualTo(500);
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(ONE)), TWO).statusCode())
                .isEqualTo(500);
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(ONE)), ONE, ONE).statusCode())
                .isEqualTo(500);
        assertThat(assembleWith(DockerArchive.bytes("no json"), "[\"shop:v2\"]", List.of(blob(ONE)))
                        .statusCode())
                .isEqualTo(500);
        assertThat(assemble("[]", List.of(blob(ONE)), ONE).statusCode()).isEqualTo(500);
        assertThat(world.haloyd.storage().images()).isEmpty();
    }

    @Test
    void keys_of_newer_docker_versions_are_refused() {
        String body = "{\"imageRef\":\"a\",\"config\":\"e30=\",\"manifest\":{\"Config\":\"c\",\"RepoTags\":[],"
                + "\"Layers\":[\"x\"],\"LayerSources\":{}}}";
        assertThat(world.post("/v1/images/layers/assemble", body).statusCode()).isEqualTo(400);
        assertThat(assemble("[\"a\"]", List.of()).statusCode()).isEqualTo(400);
        String noBase64 = "{\"imageRef\":\"a\",\"config\":\"%\",\"manifest\":{\"Layers\":[\"x\"]}}";
        assertThat(world.post("/v1/images/layers/assemble", noBase64).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_layer_whose_file_is_gone_is_still_listed_and_missed_only_when_it_is_needed() {
        upload(ONE);
        world.haloyd.storage().loseLayer(DockerArchive.digest(ONE));
        assertThat(check(ONE).body()).startsWith("{\"missing\":null,");
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(ONE)), ONE).statusCode())
                .isEqualTo(500);
        upload(ONE);
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(ONE)), ONE).statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_belief_in_the_database_can_be_left_out() {
        World honest = new World(options -> options.without(Quirk.BELIEVES_LAYER_DATABASE));
        honest.send(honest.request("/v1/images/layers")
                .header("X-Layer-Digest", DockerArchive.digest(ONE))
                .POST(BodyPublishers.ofByteArray(ONE)));
        honest.haloyd.storage().loseLayer(DockerArchive.digest(ONE));
        assertThat(honest.post("/v1/images/layers/check", "{\"digests\":" + DockerArchive.quoted(digests(ONE)) + "}")
                        .body())
                .endsWith("\"exists\":null}\n");
    }

    @Test
    void layers_have_a_rate_limit_of_their_own() {
        World limited = World.withAllQuirks();
        int refused = 0;
        for (int i = 0; i < 110; i++) {
            refused += limited.post("/v1/images/layers/check", "{}").statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
        assertThat(limited.get("/health").statusCode()).isEqualTo(200);
        World older = new World(options -> options.version("v0.1.0-beta.28"));
        for (int i = 0; i < 10; i++) {
            older.post("/v1/images/layers/check", "{}");
        }
        assertThat(older.get("/health").statusCode()).isEqualTo(429);
    }

    @Test
    void a_load_that_takes_a_minute_is_lost_behind_a_proxy_but_happens() {
        upload(ONE);
        world.haloyd.storage().loadingTakes(Duration.ofSeconds(90));
        assertThat(assemble("[\"shop:v2\"]", List.of(blob(ONE)), ONE).statusCode())
                .isEqualTo(503);
        world.time.advance(Duration.ofSeconds(40));
        assertThat(world.haloyd.storage().images()).containsKey("shop:v2");
    }

    @Test
    void what_was_sent_is_counted_but_not_kept() {
        upload(new byte[100_000]);
        ReceivedRequest request = world.haloyd.requests().get(0);
        assertThat(request.bodyLength()).isEqualTo(100_000);
        assertThat(request.body()).isEmpty();
    }

    @Test
    void an_upload_can_fail_like_any_other_request() {
        world.haloyd.fault(FaultRule.next(Endpoint.LAYER_UPLOAD, Fault.replyLost()));
        HttpRequest.Builder request = world.request("/v1/images/layers")
                .header("X-Layer-Digest", DockerArchive.digest(ONE))
                .POST(BodyPublishers.ofByteArray(ONE));
        assertThat(world.client.sendAsync(request.build(), BodyHandlers.ofString()))
                .failsWithin(Duration.ofSeconds(1));
        assertThat(world.haloyd.storage().layers()).hasSize(1);
        world.haloyd.fault(FaultRule.next(Endpoint.LAYER_UPLOAD, Fault.delay(Duration.ofSeconds(3))));
        assertThat(upload(TWO).statusCode()).isEqualTo(201);
        world.haloyd.fault(FaultRule.next(Endpoint.LAYERS_CHECK, Fault.tooManyRequests()));
        assertThat(check(ONE).statusCode()).isEqualTo(429);
    }

    @Test
    void an_upload_during_which_the_daemon_dies_is_cut_off() throws Exception {
        World direct = new World(options -> options.without(Quirk.PROXY));
        try (MemoryChannel channel = direct.servers.dial("haloy.example.test")) {
            channel.write(ByteBuffer.wrap(DockerArchive.bytes("POST /v1/images/layers HTTP/1.1\r\nHost: a\r\n"
                            + "Authorization: Bearer secret-token\r\nX-Layer-Digest: " + DockerArchive.digest(ONE)
                            + "\r\nContent-Length: 15\r\n\r\nthe ")))
                    .get();
            direct.haloyd.restart();
            channel.write(ByteBuffer.wrap(DockerArchive.bytes("first layer"))).get();
            assertThat(channel.read(ByteBuffer.allocate(10)).get()).isEqualTo(-1);
        }
        assertThat(direct.haloyd.storage().layers()).isEmpty();
    }

    @Test
    void a_server_that_keeps_house_removes_layers_nobody_needs_twice_a_day() {
        World tidy = new World(HaloydOptions::housekeeping);
        upload(tidy, ONE, DockerArchive.digest(ONE));
        tidy.time.advance(Duration.ofHours(11));
        assertThat(tidy.haloyd.storage().layers()).hasSize(1);

        tidy.time.advance(Duration.ofHours(2));

        assertThat(tidy.haloyd.storage().layers()).isEmpty();
    }

    @Test
    void an_image_whose_layers_are_kept_can_be_had_as_an_archive_that_loads_again(@TempDir Path folder)
            throws IOException {
        world.haloyd.storage().keepImagesIn(folder.resolve("kept"));
        upload(ONE);
        upload(TWO, DockerArchive.digest(ONE));
        upload(TWO);
        assemble("[\"shop:v2\"]", List.of(blob(ONE), blob(TWO)), ONE, TWO);

        Path tar = folder.resolve("shop.tar");
        world.haloyd.storage().exportImage("shop:v2", tar);

        assertThat(Files.readString(tar, StandardCharsets.ISO_8859_1))
                .contains("the first layer", "the second layer", "manifest.json", "\"RepoTags\":[\"shop:v2\"]");
        try (Stream<Path> kept = Files.list(folder.resolve("kept"))) {
            assertThat(kept).hasSize(3);
        }
    }

    @Test
    void an_image_whose_layers_were_not_kept_cannot_be_had(@TempDir Path folder) {
        Path tar = folder.resolve("shop.tar");
        assertThatIllegalStateException()
                .isThrownBy(() -> world.haloyd.storage().exportImage("shop:v2", tar))
                .withMessageContaining("no image shop:v2");
        upload(ONE);
        assemble("[\"shop:v2\"]", List.of(blob(ONE)), ONE);

        assertThatIllegalStateException()
                .isThrownBy(() -> world.haloyd.storage().exportImage("shop:v2", tar))
                .withMessageContaining("nothing was kept");
    }
}
