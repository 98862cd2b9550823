package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageArchiveTest {
    private static final byte[] ONE = new byte[70_000];
    private static final byte[] TWO = DockerArchive.bytes("the second layer");

    private final World world = new World();

    private HttpResponse<String> upload(byte[] form) {
        return upload(BodyPublishers.ofByteArray(form));
    }

    private HttpResponse<String> upload(HttpRequest.BodyPublisher body) {
        return world.send(world.request("/v1/images/upload")
                .header("Content-Type", "multipart/form-data; boundary=\"b-1\"")
                .POST(body));
    }

    private static byte[] form(byte[] archive) {
        return DockerArchive.form("b-1", "image", "shop.tar", archive);
    }

    @Test
    void both_layouts_are_loaded() {
        world.haloyd.image("shop:v2").missing();
        HttpResponse<String> answer = upload(form(DockerArchive.oldLayout("shop:v2", ONE, TWO, ONE)));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(World.parse(answer.body()).get("success").asBoolean()).isTrue();
        assertThat(world.haloyd.storage().images().get("shop:v2").layers())
                .containsExactly(DockerArchive.digest(ONE), DockerArchive.digest(TWO), DockerArchive.digest(ONE));
        assertThat(upload(form(DockerArchive.newLayout("shop:v3", ONE, TWO))).statusCode())
                .isEqualTo(202);
        assertThat(world.haloyd.storage().images()).containsOnlyKeys("shop:v2", "shop:v3");
    }

    @Test
    void an_archive_may_come_in_any_pieces() {
        byte[] form = form(DockerArchive.oldLayout("shop:v2", ONE, TWO));
        for (int size : new int[] {1, 7, 511, 512, 513, 16_384}) {
            List<byte[]> pieces = new ArrayList<>();
            for (int at = 0; at < form.length; at += size) {
                pieces.add(Arrays.copyOfRange(form, at, Math.min(form.length, at + size)));
            }
            assertThat(upload(BodyPublishers.ofByteArrays(pieces)).statusCode())
                    .as("pieces of %d", size)
                    .isEqualTo(202);
        }
    }

    @Test
    void other_parts_do_not_matter() {
        String before = "ignored\r\n--b-1\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n";
        byte[] form = form(DockerArchive.newLayout("shop:v2", TWO));
        byte[] all = Arrays.copyOf(DockerArchive.bytes(before), before.length() + form.length);
        System.arraycopy(form, 0, all, before.length(), form.length);
        assertThat(upload(all).statusCode()).isEqualTo(202);
    }

    @Test
    void wrong_forms_are_refused() {
        byte[] archive = DockerArchive.newLayout("shop:v2", TWO);
        assertThat(world.post("/v1/images/upload", "x").statusCode()).isEqualTo(400);
        assertThat(upload(DockerArchive.form("b-1", "file", "shop.tar", archive))
                        .statusCode())
                .isEqualTo(400);
        assertThat(upload(DockerArchive.form("b-1", "image", "shop.tgz", archive))
                        .statusCode())
                .isEqualTo(400);
        assertThat(upload(DockerArchive.form("b-2", "image", "shop.tar", archive))
                        .statusCode())
                .isEqualTo(400);
        byte[] form = form(archive);
        assertThat(upload(Arrays.copyOf(form, form.length / 2)).statusCode()).isEqualTo(400);
    }

    @Test
    void archives_without_an_image_are_not_loaded() {
        assertThat(upload(form(DockerArchive.bytes("no archive at all"))).statusCode())
                .isEqualTo(500);
        assertThat(upload(form(new byte[10_240])).statusCode()).isEqualTo(500);
        assertThat(upload(form(new byte[0])).statusCode()).isEqualTo(500);
        assertThat(world.haloyd.storage().images()).isEmpty();
    }

    @Test
    void a_full_disk_is_noticed_only_if_the_length_is_known() {
        world.haloyd.storage().size((2L << 30) + 100_000);
        byte[] form = form(DockerArchive.oldLayout("shop:v2", ONE));
        assertThat(upload(form).statusCode()).isEqualTo(507);
        assertThat(upload(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(form)))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void an_image_that_loses_its_name_is_cleaned_up_by_the_next_deployment() {
        upload(form(DockerArchive.newLayout("shop:v2", ONE)));
        upload(form(DockerArchive.newLayout("shop:v2", TWO)));
        LogStream stream =
                world.followDeployment(world.deploy(world.body("other"))).toEnd();
        LogStream.Entry pruned = stream.entries.stream()
                .filter(entry -> !entry.field("bytes_reclaimed").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(pruned.field("count")).isEqualTo("1");
        assertThat(pruned.field("bytes_reclaimed")).isEqualTo("70000");
    }
}
