import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Run by the package step, from its source: packs the launcher's folder into a tar.gz that is the same, byte for byte, whenever its files
 * are. Class-data archives stay out: they are good for one machine only.
 *
 * <p>Its arguments: the folder, the archive to make, the name of the top folder in it, the time of all files.
 */
class MakeDistribution {
    private static final int BLOCK = 512;

    private final OutputStream out;
    private final long seconds;

    private MakeDistribution(OutputStream out, long seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    public static void main(String... args) throws IOException {
        Path home = Path.of(args[0]);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[1])));
                Stream<Path> files = Files.walk(home)) {
            MakeDistribution tar = new MakeDistribution(out, Instant.parse(args[3]).getEpochSecond());
            List<Path> sorted = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jsa"))
                    .sorted()
                    .toList();
            for (Path file : sorted) {
                String name = args[2] + "/" + home.relativize(file).toString().replace('\\', '/');
                tar.add(name, Files.readAllBytes(file), name.contains("/bin/"));
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    private void add(String name, byte[] content, boolean executable) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        text(header, 0, name);
        text(header, 100, executable ? "0000755" : "0000644");
        text(header, 108, "0000000");
        text(header, 116, "0000000");
        text(header, 124, String.format("%011o", content.length));
        text(header, 136, String.format("%011o", seconds));
        text(header, 148, "        ");
        text(header, 156, "0");
        text(header, 257, "ustar");
        text(header, 263, "00");
        int sum = 0;
        for (byte each : header.array()) {
            sum += each & 0xff;
        }
        text(header, 148, String.format("%06o\0 ", sum));
        out.write(header.array());
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void text(ByteBuffer header, int at, String text) {
        header.position(at).put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
