package dev.haloy.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A file with an image of one layer, as small as can be. */
final class TinyImage {
    private static final int BLOCK = 512;

    private TinyImage() {}

    static Path writeTo(Path file, String layer) throws IOException {
        String config = "{\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[\"sha256:" + digest(layer) + "\"]}}";
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        add(
                tar,
                "manifest.json",
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"my-app:latest\"],\"Layers\":[\"layer.tar\"]}]");
        add(tar, "config.json", config);
        add(tar, "layer.tar", layer);
        tar.writeBytes(new byte[2 * BLOCK]);
        return Files.write(file, tar.toByteArray());
    }

    private static void add(ByteArrayOutputStream tar, String name, String content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length()));
        put(header, 148, "        ");
        header[156] = '0';
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0", sum));
        tar.writeBytes(header);
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        tar.writeBytes(Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
