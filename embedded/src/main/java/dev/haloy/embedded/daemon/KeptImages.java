package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.LoadedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The bytes of what was uploaded, for whoever wants to see whether a real engine takes them. Written on the servers' own thread. */
final class KeptImages {
    private static final int BLOCK = 512;

    private final Path folder;

    KeptImages(Path folder) {
        this.folder = folder;
    }

    /** A layer on its way; nobody finds it before it is complete. */
    final class Arriving {
        private final Path file;
        private final OutputStream out;

        private Arriving() throws IOException {
            file = Files.createTempFile(Files.createDirectories(folder), "layer", ".part");
            out = Files.newOutputStream(file);
        }

        void add(byte[] bytes) {
            attempt(() -> out.write(bytes));
        }

        void keepAs(String digest) {
            attempt(() -> {
                out.close();
                Files.move(file, blob(digest), StandardCopyOption.REPLACE_EXISTING);
            });
        }

        void drop() {
            attempt(() -> {
                out.close();
                Files.deleteIfExists(file);
            });
        }
    }

    Arriving begin() {
        try {
            return new Arriving();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(byte[] config) {
        attempt(() -> Files.write(Files.createDirectories(folder).resolve(hex(Digests.of(config))), config));
    }

    /** Writes an image as the daemon hands it to Docker. */
    void export(LoadedImage image, Path tar) {
        Set<String> blobs = new LinkedHashSet<>(image.layers());
        blobs.add(image.config());
        StringBuilder manifest = new StringBuilder("[{\"Config\":");
        JsonText.quote(manifest, path(image.config())).append(",\"RepoTags\":");
        JsonText.quoteAll(manifest, image.names()).append(",\"Layers\":");
        List<String> paths = image.layers().stream().map(KeptImages::path).toList();
        JsonText.quoteAll(manifest, paths).append("}]");
        attempt(() -> {
            try (OutputStream out = Files.newOutputStream(tar)) {
                for (String digest : blobs) {
                    long size = Files.size(blob(digest));
                    out.write(header(path(digest), size));
                    Files.copy(blob(digest), out);
                    out.write(new byte[padding(size)]);
                }
                byte[] json = manifest.toString().getBytes(StandardCharsets.UTF_8);
                out.write(header("manifest.json", json.length));
                out.write(json);
                out.write(new byte[padding(json.length) + 2 * BLOCK]);
            }
        });
    }

    private static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, octal(size, 11));
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, octal(sum, 6) + '\0');
        return header;
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private Path blob(String digest) {
        return folder.resolve(hex(digest));
    }

    private static String path(String digest) {
        return "blobs/sha256/" + hex(digest);
    }

    private static String hex(String digest) {
        return digest.substring("sha256:".length());
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
