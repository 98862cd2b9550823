package dev.haloy.embedded.daemon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tar archive of an image while it comes in. Remembers small files whole, and of the large ones, the layers,
 * only digest and size.
 */
final class ArchiveReader {
    private static final int BLOCK = 512;
    private static final long SMALL = 4 << 20;

    private final byte[] header = new byte[BLOCK];
    private final Map<String, Blob> blobs = new LinkedHashMap<>();
    private final Map<String, byte[]> small = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private int filled;
    private String name = "";
    private char type;
    private long left;
    private long padding;
    private Blob.Measure measure = new Blob.Measure();
    private ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean keeps;
    private boolean over;
    private boolean broken;

    void add(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && !over && !broken) {
            if (left > 0) {
                at += data(bytes, at, end);
            } else if (padding > 0) {
                int skipped = (int) Math.min(padding, end - at);
                padding -= skipped;
                at += skipped;
            } else {
                at += header(bytes, at, end);
            }
        }
    }

    private int header(byte[] bytes, int from, int end) {
        int part = Math.min(BLOCK - filled, end - from);
        System.arraycopy(bytes, from, header, filled, part);
        filled += part;
        if (filled == BLOCK) {
            filled = 0;
            begin();
        }
        return part;
    }

    private void begin() {
        if (header[0] == 0) {
            over = true;
            return;
        }
        String prefix = text(345, 155);
        name = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
        type = (char) header[156];
        left = size();
        padding = (BLOCK - left % BLOCK) % BLOCK;
        measure = new Blob.Measure();
        content = new ByteArrayOutputStream();
        keeps = left <= SMALL;
        if (type == '1' || type == '2') {
            links.put(name, type == '1' ? text(157, 100) : resolved(name, text(157, 100)));
        }
        if (left == 0) {
            end();
        }
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    /** In octal, or for large files in binary after a marked byte. */
    private long size() {
        if ((header[124] & 0x80) != 0) {
            long size = 0;
            for (int i = 128; i < 136; i++) {
                size = (size << 8) | (header[i] & 0xff);
            }
            return Math.max(0, size);
        }
        try {
            String octal = text(124, 12).strip();
            return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
        } catch (NumberFormatException nonsense) {
            broken = true;
            return 0;
        }
    }

    private int data(byte[] bytes, int from, int end) {
        int part = (int) Math.min(left, end - from);
        measure.add(bytes, from, part);
        if (keeps) {
            content.write(bytes, from, part);
        }
        left -= part;
        if (left == 0) {
            end();
        }
        return part;
    }

    private void end() {
        if (type == '0' || type == 0) {
            blobs.put(name, measure.blob());
            if (keeps) {
                small.put(name, content.toByteArray());
            }
        }
    }

    /** The path that a relative link leads to. */
    private static String resolved(String link, String target) {
        ArrayDeque<String> path = new ArrayDeque<>(List.of(link.split("/", -1)));
        path.pollLast();
        for (String step : target.split("/", -1)) {
            if (step.equals("..")) {
                path.pollLast();
            } else if (!step.equals(".")) {
                path.addLast(step);
            }
        }
        return String.join("/", path);
    }

    /** Whether the bytes so far look like the beginning of an archive. */
    boolean isReadable() {
        return !broken && !blobs.isEmpty();
    }

    /** A small file with its content. */
    Optional<byte[]> file(String path) {
        return Optional.ofNullable(small.get(links.getOrDefault(path, path)));
    }

    /** What is remembered of any file; one that shares its bytes with another leads to that one. */
    Optional<Blob> blob(String path) {
        return Optional.ofNullable(blobs.get(links.getOrDefault(path, path)));
    }
}
