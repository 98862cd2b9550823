package dev.haloy.deploy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image as an older Docker knows and saves it: folders of layers have names of their own. */
public record SavedImage(String reference, List<byte[]> layers) {
    private static final int BLOCK = 512;

    /** An image with a layer of each of these texts. */
    public static SavedImage of(String reference, String... layers) {
        return new SavedImage(
                reference,
                Stream.of(layers)
                        .map(text -> text.repeat(100).getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** What the layers are called. */
    public List<String> digests() {
        return layers.stream().map(SavedImage::digest).toList();
    }

    /** The description of the image. */
    public byte[] config() {
        return ("{\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + quoted(digests()) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    String inspected() {
        long bytes = layers.stream().mapToLong(layer -> layer.length).sum();
        return "[{\"Id\":\"" + digest(config()) + "\",\"Size\":" + bytes
                + ",\"RootFS\":{\"Type\":\"layers\",\"Layers\":[" + quoted(digests()) + "]}}]";
    }

    /** The image as a file. */
    public byte[] archive() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            String path = "%064x/layer.tar".formatted(i + 1);
            file(out, path, layers.get(i));
            paths.append(i == 0 ? "" : ",").append('"').append(path).append('"');
        }
        String config = digest(config()).substring("sha256:".length()) + ".json";
        file(out, config, config());
        String manifest =
                "[{\"Config\":\"" + config + "\",\"RepoTags\":[\"" + reference + "\"],\"Layers\":[" + paths + "]}]";
        file(out, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }

    /** What bytes are called. */
    public static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void file(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
