package dev.haloy.testkit;

import dev.haloy.image.Digest;
import dev.haloy.image.ImageId;
import dev.haloy.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An image as Docker knows and saves it.
 *
 * @param reference its name
 * @param blobs the bytes of its layers
 */
record SavedImage(String reference, List<byte[]> blobs) implements ImageSource {
    private static final int BLOCK = 512;

    static SavedImage of(String reference, List<String> texts) {
        return new SavedImage(
                reference,
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    @Override
    public ImageId id() {
        return ImageId.parse(Digest.of(config()).text());
    }

    @Override
    public List<Digest> layers() {
        return blobs.stream().map(Digest::of).toList();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(archive());
    }

    private String digests() {
        return layers().stream().map(layer -> '"' + layer.text() + '"').collect(Collectors.joining(","));
    }

    private byte[] config() {
        return bytes("{\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + digests() + "]}}");
    }

    /** What {@code docker image inspect} tells of it. */
    String inspected() {
        long size = blobs.stream().mapToLong(layer -> layer.length).sum();
        return "[{\"Id\":\"" + Digest.of(config()) + "\",\"Size\":" + size
                + ",\"RootFS\":{\"Type\":\"layers\",\"Layers\":[" + digests() + "]}}]";
    }

    /** What {@code docker save} writes of it. */
    byte[] archive() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blobs.forEach(layer -> file(out, path(layer), layer));
        file(out, path(config()), config());
        String paths = blobs.stream().map(layer -> '"' + path(layer) + '"').collect(Collectors.joining(","));
        String manifest = "[{\"Config\":\"" + path(config()) + "\",\"RepoTags\":[\"" + reference + "\"],\"Layers\":["
                + paths + "]}]";
        file(out, "manifest.json", bytes(manifest));
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static String path(byte[] blob) {
        return "blobs/sha256/" + Digest.of(blob).hex();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void file(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 124, octal(content.length, 11));
        put(header, 148, "        ");
        header[156] = '0';
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, octal(sum, 6) + '\0');
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static String octal(int value, int digits) {
        String text = Integer.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
