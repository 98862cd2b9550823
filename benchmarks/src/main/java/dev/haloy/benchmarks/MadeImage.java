package dev.haloy.benchmarks;

import dev.haloy.image.Digest;
import dev.haloy.image.ImageId;
import dev.haloy.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * An image of layers that are made while they are read, so that reading costs next to nothing and nothing is kept.
 *
 * @param layers digests of the layers
 * @param seeds what each layer is made of
 * @param layerBytes how large each of them is
 */
record MadeImage(List<Digest> layers, List<Integer> seeds, long layerBytes) implements ImageSource {
    private static final int BLOCK = 512;

    static MadeImage of(List<Integer> seeds, long layerBytes) {
        List<Digest> layers = seeds.stream()
                .map(seed -> digest(new MadeBytes(seed, layerBytes)))
                .toList();
        return new MadeImage(layers, seeds, layerBytes);
    }

    private static Digest digest(InputStream bytes) {
        try (DigestInputStream in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return new Digest(
                    "sha256:" + HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] config() {
        String diffs = layers.stream().map(digest -> '"' + digest.text() + '"').collect(Collectors.joining(","));
        return ("{\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[" + diffs + "]}}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ImageId id() {
        return new ImageId(Digest.of(config()));
    }

    @Override
    public OptionalLong bytes() {
        return OptionalLong.of(layers.size() * layerBytes);
    }

    @Override
    public InputStream open() {
        List<InputStream> parts = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            add(parts, "blobs/sha256/" + layers.get(i).hex(), layerBytes, new MadeBytes(seeds.get(i), layerBytes));
        }
        byte[] config = config();
        add(parts, "blobs/sha256/" + Digest.of(config).hex(), config.length, new ByteArrayInputStream(config));
        parts.add(new ByteArrayInputStream(new byte[2 * BLOCK]));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static void add(List<InputStream> parts, String name, long size, InputStream bytes) {
        parts.add(new ByteArrayInputStream(header(name, size)));
        parts.add(bytes);
        parts.add(new ByteArrayInputStream(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]));
    }

    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 148, "        ");
        header[156] = '0';
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
