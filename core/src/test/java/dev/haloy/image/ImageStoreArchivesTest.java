package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.ServerClient;
import dev.haloy.config.ServerAddress;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.VirtualTime;
import dev.haloy.image.TestImage.Layout;
import dev.haloy.image.TransferResult.Failed;
import dev.haloy.image.TransferResult.Reason;
import dev.haloy.image.TransferResult.Sent;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as engines with the image store of containerd write them: with more in them, and with ids of another kind. */
class ImageStoreArchivesTest {
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3, 4};

    @TempDir
    Path home;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-24T12:00:00Z"));
    private final EmbeddedHaloyds servers = EmbeddedHaloyds.inMemory(time);
    private final EmbeddedHaloyd server = servers.add("prod.example.com", "token");

    /** An image by these layers whose archive has these files, whatever they are. */
    private record Files(ImageId id, List<Digest> layers, List<Tar.Entry> entries) implements ImageSource {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(Tar.of(entries));
        }
    }

    private static Tar.Entry blob(byte[] content) {
        return Tar.file("blobs/sha256/" + Digest.of(content).hex(), content);
    }

    private static Tar.Entry blob(String content) {
        return blob(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The image with the id of an index, and beside it the index, its manifest and what says how it was built. */
    private static Files inStore(TestImage image, byte[]... layers) {
        String index = "{\"schemaVersion\":2,\"manifests\":[]}";
        List<Tar.Entry> entries = new ArrayList<>(List.of(
                Tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8)),
                Tar.file("index.json", index.getBytes(StandardCharsets.UTF_8)),
                blob("{\"schemaVersion\":2,\"layers\":[]}"),
                blob("{\"architecture\":\"unknown\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
                        + "0".repeat(64) + "\"]}}"),
                blob("{\"_type\":\"https://in-toto.io/Statement/v0.1\"}"),
                blob(image.config)));
        for (byte[] layer : layers) {
            entries.add(blob(layer));
        }
        return new Files(
                new ImageId(Digest.of(index.getBytes(StandardCharsets.UTF_8))), image.layers(), List.copyOf(entries));
    }

    private TransferResult transfer(ImageSource image) {
        World world = World.builder()
                .http(servers.httpClient())
                .time(time, time)
                .pump(time::await)
                .random(new SplittableRandom(1))
                .environment(new Environment(Map.of(), home, home))
                .blocking(Runnable::run)
                .ownLanes()
                .build();
        ServerClient client = new ServerClient(
                world, ServerAddress.parse(server.address()), Secret.of("token"), Duration.ofSeconds(30));
        return time.await(new ImageTransfer(world)
                        .transfer(
                                image,
                                "shop:v2",
                                List.of(new Destination(client, Set.of("layer-upload", "image-disk-preflight"))),
                                TransferListener.none()))
                .get("prod.example.com");
    }

    @Test
    void an_image_that_is_named_by_its_index_is_found_by_its_layers() {
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        TransferResult result = transfer(inStore(image, image.bytesOf(0), image.bytesOf(1)));

        assertThat(result).isEqualTo(new Sent(7, 0, 2, 0));
        assertThat(server.storage().images().get("shop:v2").config())
                .isEqualTo(Digest.of(image.config).text());
        assertThat(transfer(inStore(image))).isEqualTo(new Sent(0, 7, 0, 2));
    }

    @Test
    void a_layer_packed_with_zstd_is_refused_and_the_reason_told() {
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        TransferResult result = transfer(inStore(image, image.bytesOf(0), ZSTD));

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.IMAGE);
            assertThat(failed.message()).contains(image.layers().get(1).text(), "zstd");
        });
    }

    @Test
    void a_layer_packed_with_zstd_that_the_server_has_does_no_harm() {
        TestImage base = TestImage.of(Layout.BLOBS, "base");
        transfer(base);
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");

        assertThat(transfer(inStore(image, ZSTD, image.bytesOf(1)))).isInstanceOf(Sent.class);
    }
}
