package dev.haloy.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.internal.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * An image in a file, as {@code docker save} writes it and as jib, Buildah, Bazel, Nix and others can. Want it where something else than
 * this machine's Docker has built the image, perhaps another machine: {@code project.withImage("my-app", ImageArchive.at(path))}.
 *
 * <p>The file must hold one image and stay as it is until the image has been sent. It may be compressed with gzip, and so may its layers.
 * A server too old to take layers gets the file as it is, and the image the name that stands in it. Immutable; use it from any thread.
 */
public final class ImageArchive implements ImageSource {
    private static final int LARGEST_JSON = 4 << 20;
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final ImageId id;
    private final List<Digest> layers;

    private ImageArchive(Path file, ImageId id, List<Digest> layers) {
        this.file = file;
        this.id = id;
        this.layers = layers;
    }

    /**
     * Looks into a file; blocks until it has been read twice at most.
     *
     * @throws ImageException if it cannot be read or does not hold one image
     */
    public static ImageArchive at(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new ImageException(file + " cannot be read as the archive of an image: " + reason(e), e);
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        boolean saysOnlyWhich = failure instanceof java.nio.file.FileSystemException;
        return message == null || saysOnlyWhich ? failure.getClass().getSimpleName() : message;
    }

    private static ImageArchive read(Path file) throws IOException {
        JsonNode manifest = Json.parse(bytes(file, "manifest.json"))
                .orElseThrow(() -> new IOException("its manifest.json is no JSON"));
        if (manifest.size() != 1) {
            throw new IOException(
                    "it holds " + manifest.size() + " images, and only one can be sent; save that one alone");
        }
        String name = Json.text(manifest.path(0), "Config").orElse("");
        byte[] config = bytes(file, name);
        List<Digest> layers = Json.parse(config)
                .map(json -> Json.texts(json.path("rootfs"), "diff_ids"))
                .filter(digests -> digests.stream().allMatch(Digest::isDigest))
                .orElseThrow(() -> new IOException("its configuration " + name + " does not say what its layers are"))
                .stream()
                .map(Digest::new)
                .toList();
        return new ImageArchive(file, new ImageId(Digest.of(config)), layers);
    }

    private static byte[] bytes(Path file, String name) throws IOException {
        try (InputStream in = open(file)) {
            return bytes(
                            new TarReader(in),
                            entry -> entry.name().equals(name) || entry.name().equals("./" + name))
                    .orElseThrow(
                            () -> new IOException(
                                    "there is no '" + name + "' in it; archives with one come from"
                                            + " 'docker save', and from other programs in the form that is called docker or docker-archive"));
        }
    }

    private static Optional<byte[]> bytes(TarReader tar, Predicate<TarReader.Entry> wanted) throws IOException {
        Optional<TarReader.Entry> entry = tar.next();
        while (entry.isPresent()) {
            if (wanted.test(entry.get()) && entry.get().size() <= LARGEST_JSON) {
                return Optional.of(tar.bytes().readAllBytes());
            }
            entry = tar.next();
        }
        return Optional.empty();
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** The digest of its configuration. */
    @Override
    public ImageId id() {
        return id;
    }

    @Override
    public List<Digest> layers() {
        return layers;
    }

    @Override
    public InputStream open() throws IOException {
        return open(file);
    }

    /** Its id and file. */
    @Override
    public String toString() {
        return id + " in " + file;
    }
}
