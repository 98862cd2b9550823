package dev.haloy.jib;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes images of one layer to files, as docker save would. */
final class BaseImage {
    private final Map<String, Path> files = new LinkedHashMap<>();

    /** Puts a file at a path that begins without a slash. */
    BaseImage with(String path, Path file) {
        files.put(path, file);
        return this;
    }

    Path writeTo(Path tar) throws IOException {
        Path layer = tar.resolveSibling(tar.getFileName() + ".layer");
        try (TarArchiveOutputStream out = open(layer)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                try (InputStream in = Files.newInputStream(file.getValue())) {
                    put(
                            out,
                            file.getKey(),
                            Files.isExecutable(file.getValue()) ? 0755 : 0644,
                            Files.size(file.getValue()),
                            in);
                }
            }
        }
        String config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"PATH=/java/bin\"]},\"rootfs\":{\"type\":"
                        + "\"layers\",\"diff_ids\":[\"sha256:" + digest(layer)
                        + "\"]},\"history\":[{\"created_by\":\"test\"}]}";
        try (TarArchiveOutputStream out = open(tar)) {
            put(out, "config.json", config);
            put(out, "base/layer.tar", 0644, Files.size(layer), Files.newInputStream(layer));
            put(
                    out,
                    "manifest.json",
                    "[{\"Config\":\"config.json\",\"RepoTags\":[\"base:1\"],\"Layers\":[\"base/layer.tar\"]}]");
        }
        return tar;
    }

    private static TarArchiveOutputStream open(Path file) throws IOException {
        TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file));
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return out;
    }

    private static void put(TarArchiveOutputStream out, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(out, name, 0644, bytes.length, new ByteArrayInputStream(bytes));
    }

    private static void put(TarArchiveOutputStream out, String name, int mode, long size, InputStream bytes)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(size);
        entry.setModTime(0);
        out.putArchiveEntry(entry);
        try (bytes) {
            bytes.transferTo(out);
        }
        out.closeArchiveEntry();
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
