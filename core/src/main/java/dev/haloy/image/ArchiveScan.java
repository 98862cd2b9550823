package dev.haloy.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.internal.file.OwnerOnlyFile;
import dev.haloy.internal.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds layers and configuration in an image's archive by what they are, whatever they are called and in whatever order they come: every
 * file is hashed, unpacked first if it is compressed, and compared with the digests that are looked for. Both layouts are so read alike;
 * links need no following, because what they lead to is in the archive under its own name.
 *
 * <p>In the older layout a layer is known only once it has been read to its end, and a server must be told its digest first. So each
 * layer is put on the disk and sent from there. This also lets an upload be repeated, servers be of different speed, and the length be
 * told; reading everything twice would make Docker pack the whole image twice. A layer that is named by its digest is given out as soon as
 * it begins; its last piece is held back until the name has proved true.
 */
final class ArchiveScan implements AutoCloseable {
    private static final int SMALL = 4 << 20;
    private static final long LARGEST_LAYER = 16L << 30;
    private static final int BUFFER = 256 * 1024;
    private static final String BLOBS = "blobs/sha256/";

    private final List<Digest> layers;
    private final ImageId id;
    private final Path spool;
    private final Consumer<SpooledLayer> begun;
    private final InputStream in;
    private final TarReader tar;
    private final Map<Digest, Long> sizes = new LinkedHashMap<>();
    private final List<byte[]> configs = new ArrayList<>();
    private final Set<Digest> configDigests = new LinkedHashSet<>();
    private boolean sawUnreadable;

    /** Opens the archive; {@code spool} is a folder for layers under way, and {@code begun} gets each that can be read before it is found. */
    ArchiveScan(ImageSource source, Path spool, Consumer<SpooledLayer> begun) throws IOException {
        this.layers = source.layers();
        this.id = source.id();
        this.spool = spool;
        this.begun = begun;
        this.in = source.open();
        this.tar = new TarReader(new BufferedInputStream(in, BUFFER));
    }

    /** Reads on to the next layer that is wanted, or to the end. */
    Optional<SpooledLayer> next(Set<Digest> wanted) throws IOException {
        Optional<TarReader.Entry> entry = tar.next();
        while (entry.isPresent()) {
            Optional<SpooledLayer> found = look(entry.get(), wanted);
            if (found.isPresent()) {
                return found;
            }
            entry = tar.next();
        }
        // Programs that write archives fail after the last entry as well.
        in.transferTo(OutputStream.nullOutputStream());
        return Optional.empty();
    }

    private Optional<SpooledLayer> look(TarReader.Entry entry, Set<Digest> wanted) throws IOException {
        Optional<Digest> named = named(entry.name());
        if (named.isPresent() && layers.contains(named.get()) && !wanted.contains(named.get())) {
            sizes.put(named.get(), entry.size());
            return Optional.empty();
        }
        BufferedInputStream bytes = new BufferedInputStream(tar.bytes(), BUFFER);
        bytes.mark(entry.size() <= SMALL ? SMALL + 1 : 8);
        byte[] start = bytes.readNBytes(4);
        if (entry.size() <= SMALL && start.length > 0 && start[0] == '{') {
            bytes.reset();
            considerConfig(bytes.readAllBytes());
        }
        bytes.reset();
        if (starts(start, 0x28, 0xb5, 0x2f, 0xfd)) {
            sawUnreadable = true;
            return Optional.empty();
        }
        boolean isPacked = starts(start, 0x1f, 0x8b);
        if (named.isPresent() && wanted.contains(named.get()) && !isPacked) {
            return Optional.of(follow(named.get(), entry.size(), bytes));
        }
        return hash(isPacked ? new GZIPInputStream(bytes, BUFFER) : bytes, wanted);
    }

    /** Reads a layer while others read it already. */
    private SpooledLayer follow(Digest named, long size, InputStream bytes) throws IOException {
        requireTakeable(size);
        SpooledLayer layer = new SpooledLayer(named, size, OwnerOnlyFile.temporary(spool));
        begun.accept(layer);
        try {
            MessageDigest hash = Digest.started();
            layer.copy(bytes, hash, BUFFER);
            if (!Digest.finish(hash).equals(named)) {
                throw new IOException("what it names layer " + named + " has another digest");
            }
            layer.has(size);
            sizes.put(named, size);
            return layer;
        } catch (IOException e) {
            layer.fail(e);
            throw e;
        }
    }

    private static void requireTakeable(long size) throws IOException {
        if (size > LARGEST_LAYER) {
            throw new IOException("a layer is larger than 16 GiB, which servers refuse");
        }
    }

    private static Optional<Digest> named(String name) {
        String digest = "sha256:" + name.substring(Math.min(BLOBS.length(), name.length()));
        return name.startsWith(BLOBS) && Digest.isDigest(digest) ? Optional.of(new Digest(digest)) : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void considerConfig(byte[] bytes) {
        Optional<JsonNode> rootfs = Json.parse(bytes).map(json -> json.path("rootfs"));
        boolean fits = rootfs.isPresent()
                && Json.texts(rootfs.get(), "diff_ids")
                        .equals(layers.stream().map(Digest::text).toList());
        if (fits && configDigests.add(Digest.of(bytes))) {
            configs.add(bytes);
        }
    }

    private Optional<SpooledLayer> hash(InputStream bytes, Set<Digest> wanted) throws IOException {
        FileChannel file = wanted.isEmpty() ? null : OwnerOnlyFile.temporary(spool);
        boolean handedOn = false;
        try {
            MessageDigest hash = Digest.started();
            long size = copy(bytes, hash, file);
            Digest digest = Digest.finish(hash);
            if (layers.contains(digest)) {
                sizes.put(digest, size);
            }
            handedOn = file != null && wanted.contains(digest);
            return file != null && handedOn ? Optional.of(SpooledLayer.whole(digest, size, file)) : Optional.empty();
        } finally {
            if (file != null && !handedOn) {
                file.close();
            }
        }
    }

    private static long copy(InputStream from, MessageDigest hash, @Nullable FileChannel to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            size += n;
            requireTakeable(size);
            hash.update(buffer, 0, n);
            ByteBuffer piece = ByteBuffer.wrap(buffer, 0, n);
            while (to != null && piece.hasRemaining()) {
                to.write(piece);
            }
        }
        return size;
    }

    /** The configuration, as far as it has been met: with the digest that names the image, or else the only one of these layers. */
    Optional<byte[]> config(boolean atEnd) {
        for (byte[] config : configs) {
            if (Digest.of(config).equals(id.digest())) {
                return Optional.of(config);
            }
        }
        return atEnd && configs.size() == 1 ? Optional.of(configs.get(0)) : Optional.empty();
    }

    /** How large the layers are that have been met. */
    Map<Digest, Long> sizes() {
        return new LinkedHashMap<>(sizes);
    }

    /** What could be the matter if a layer was not found. */
    String hint() {
        return sawUnreadable ? "; it holds layers packed with zstd, which cannot be unpacked here" : "";
    }

    /** How many bytes all layers have together, each counted once, if all have been met. */
    static OptionalLong total(Map<Digest, Long> sizes, Iterable<Digest> layers) {
        long total = 0;
        for (Digest layer : layers) {
            Long size = sizes.get(layer);
            if (size == null) {
                return OptionalLong.empty();
            }
            total += size;
        }
        return OptionalLong.of(total);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nobody wants more of it.
            return;
        }
    }
}
