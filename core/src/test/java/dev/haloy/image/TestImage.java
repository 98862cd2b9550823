package dev.haloy.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** An image made of bytes, with an archive in either layout, its entries in any order. */
final class TestImage implements ImageSource {
    /** How the archive is laid out. */
    enum Layout {
        BLOBS,
        COMPRESSED_BLOBS,
        OLDER
    }

    final byte[] config;
    private final List<byte[]> contents;
    private final byte[] archive;
    int opened;
    boolean closed;

    TestImage(Layout layout, List<byte[]> contents, Random order) {
        this.contents = List.copyOf(contents);
        String diffs = layers().stream().map(digest -> "\"" + digest + "\"").collect(Collectors.joining(","));
        config = ("{\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffs + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        archive = archive(layout, order);
    }

    static TestImage of(Layout layout, String... layers) {
        List<byte[]> contents = new ArrayList<>();
        for (String layer : layers) {
            contents.add(layer.getBytes(StandardCharsets.UTF_8));
        }
        return new TestImage(layout, contents, new Random(1));
    }

    private byte[] archive(Layout layout, Random order) {
        List<Tar.Entry> entries = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            byte[] content = contents.get(i);
            if (layout == Layout.OLDER && contents.indexOf(content) == i) {
                entries.add(Tar.file("../../etc/" + i + "/layer.tar", content));
                entries.add(Tar.link("again/" + i + "/layer.tar", "../../etc/" + i + "/layer.tar"));
            } else if (layout != Layout.OLDER) {
                byte[] blob = layout == Layout.BLOBS ? content : gzip(content);
                entries.add(Tar.file("blobs/sha256/" + Digest.of(blob).hex(), blob));
            }
        }
        String hex = Digest.of(config).hex();
        entries.add(Tar.file(layout == Layout.OLDER ? hex + ".json" : "blobs/sha256/" + hex, config));
        entries.add(Tar.file("manifest.json", manifest(layout, hex).getBytes(StandardCharsets.UTF_8)));
        Collections.shuffle(entries, order);
        return Tar.of(entries);
    }

    private String manifest(Layout layout, String hex) {
        List<String> layers = new ArrayList<>();
        for (byte[] content : contents) {
            byte[] blob = layout == Layout.COMPRESSED_BLOBS ? gzip(content) : content;
            layers.add(
                    layout == Layout.OLDER
                            ? "../../etc/" + contents.indexOf(content) + "/layer.tar"
                            : "blobs/sha256/" + Digest.of(blob).hex());
        }
        String config = layout == Layout.OLDER ? hex + ".json" : "blobs/sha256/" + hex;
        String names = layers.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        return "[{\"Config\":\"" + config + "\",\"RepoTags\":[\"my-app:latest\"],\"Layers\":[" + names + "]}]";
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] bytesOf(int layer) {
        return contents.get(layer);
    }

    byte[] archive() {
        return archive.clone();
    }

    @Override
    public ImageId id() {
        return new ImageId(Digest.of(config));
    }

    @Override
    public List<Digest> layers() {
        return contents.stream().map(Digest::of).toList();
    }

    @Override
    public OptionalLong bytes() {
        return OptionalLong.of(
                contents.stream().mapToLong(bytes -> bytes.length).sum());
    }

    @Override
    public InputStream open() {
        opened++;
        return new ByteArrayInputStream(archive) {
            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
