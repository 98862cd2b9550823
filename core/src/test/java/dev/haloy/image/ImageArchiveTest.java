package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.haloy.image.TestImage.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageArchiveTest {
    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("image.tar"), content);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_in_any_layout_is_known_by_its_configuration_and_unpacked_layers(Layout layout) throws IOException {
        TestImage image = TestImage.of(layout, "base", "library", "base", "app");

        ImageArchive archive = ImageArchive.at(file(image.archive()));

        assertThat(archive.id()).isEqualTo(image.id());
        assertThat(archive.layers()).isEqualTo(image.layers());
        try (InputStream in = archive.open()) {
            assertThat(in.readAllBytes()).isEqualTo(image.archive());
        }
    }

    @Test
    void a_file_may_be_compressed_as_a_whole() throws IOException {
        TestImage image = TestImage.of(Layout.BLOBS, "base", "app");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(image.archive());
        }

        ImageArchive archive = ImageArchive.at(file(packed.toByteArray()));

        assertThat(archive.id()).isEqualTo(image.id());
        try (InputStream in = archive.open()) {
            assertThat(in.readAllBytes()).isEqualTo(image.archive());
        }
    }

    private void assertRefused(byte[] content, String why) throws IOException {
        Path file = file(content);
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageArchive.at(file))
                .withMessageContainingAll(file.toString(), why);
    }

    private static byte[] manifest(String json) {
        return Tar.of(List.of(Tar.file("manifest.json", json.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void what_is_no_image_is_refused_with_the_reason() throws IOException {
        assertRefused("hello".repeat(200).getBytes(StandardCharsets.UTF_8), "no tar archive");
        assertRefused(new byte[0], "ends in the middle");
        assertRefused(Tar.of(List.of(Tar.file("index.json", new byte[] {'{', '}'}))), "no 'manifest.json'");
        assertRefused(manifest("nonsense"), "no JSON");
        assertRefused(manifest("[{\"Config\":\"a\"},{\"Config\":\"b\"}]"), "holds 2 images");
        assertRefused(manifest("[{\"Config\":\"gone.json\"}]"), "no 'gone.json'");
        assertRefused(
                Tar.of(List.of(
                        Tar.file("manifest.json", "[{\"Config\":\"c\"}]".getBytes(StandardCharsets.UTF_8)),
                        Tar.file("c", "{\"rootfs\":{\"diff_ids\":[\"md5:1\"]}}".getBytes(StandardCharsets.UTF_8)))),
                "does not say what its layers are");
    }

    @Test
    void a_file_that_is_not_there_is_told_by_name() {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageArchive.at(folder.resolve("none.tar")))
                .withMessageContainingAll("none.tar", "NoSuchFile");
    }
}
