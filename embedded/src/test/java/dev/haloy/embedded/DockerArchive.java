package dev.haloy.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Archives as {@code docker save} writes them. */
final class DockerArchive {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DockerArchive() {}

    /** The old layout: {@code <id>/layer.tar}, where a layer that occurs twice is a link the second time. */
    static byte[] oldLayout(String name, byte[]... layers) {
        DockerArchive archive = new DockerArchive();
        List<String> paths = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            String path = "%064x/layer.tar".formatted(i + 1);
            int before = digests.indexOf(digest(layers[i]));
            if (before < 0) {
                archive.file(path, layers[i]);
            } else {
                archive.link(path, "../" + paths.get(before));
            }
            paths.add(path);
            digests.add(digest(layers[i]));
        }
        byte[] config = config(digests);
        archive.file(hex(config) + ".json", config);
        archive.file("manifest.json", bytes(manifest(hex(config) + ".json", name, paths)));
        return archive.end();
    }

    /** The new layout: {@code blobs/sha256/<digest>}. */
    static byte[] newLayout(String name, byte[]... layers) {
        DockerArchive archive = new DockerArchive();
        List<String> paths = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (byte[] layer : layers) {
            archive.file("blobs/sha256/" + hex(layer), layer);
            paths.add("blobs/sha256/" + hex(layer));
            digests.add(digest(layer));
        }
        byte[] config = config(digests);
        archive.file("blobs/sha256/" + hex(config), config);
        archive.file("oci-layout", bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
        archive.file("manifest.json", bytes(manifest("blobs/sha256/" + hex(config), name, paths)));
        return archive.end();
    }

    /** The configuration of an image with these layers. */
    static byte[] config(List<String> digests) {
        return bytes("{\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + quoted(digests) + "}}");
    }

    private static String manifest(String config, String name, List<String> layers) {
        return "[{\"Config\":\"" + config + "\",\"RepoTags\":" + quoted(List.of(name)) + ",\"Layers\":" + quoted(layers)
                + "}]";
    }

    static String quoted(List<String> texts) {
        return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
    }

    static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String digest(byte[] bytes) {
        return "sha256:" + hex(bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A multipart body with the archive as its only part. */
    static byte[] form(String boundary, String part, String file, byte[] archive) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(bytes("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                + file + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        form.writeBytes(archive);
        form.writeBytes(bytes("\r\n--" + boundary + "--\r\n"));
        return form.toByteArray();
    }

    private void file(String name, byte[] content) {
        header(name, content.length, '0', "");
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private void link(String name, String target) {
        header(name, 0, '2', target);
    }

    private void header(String name, int size, char type, String target) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(size));
        header[156] = (byte) type;
        put(header, 157, target);
        put(header, 257, "ustar");
        out.writeBytes(header);
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(bytes(text), 0, header, at, text.length());
    }

    private byte[] end() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }
}
