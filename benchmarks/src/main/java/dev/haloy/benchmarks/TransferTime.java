package dev.haloy.benchmarks;

import dev.haloy.image.Digest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an image takes to reach four servers at once as a whole process, each 20 ms away behind a link of 50 MB/s, and what memory a large
 * one needs. Reading the image costs nothing here, so that what is measured is the transfer.
 *
 * <p>The ideal is one layer after another at full speed, and the round trips: asking for layers, asking for room, sending, putting together.
 */
final class TransferTime {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int SERVERS = 4;
    private static final long RATE = 50_000_000;
    private static final long LAYER = 16L << 20;
    private static final int LAYERS = 8;
    private static final Duration LOADING = Duration.ofMillis(60);

    private TransferTime() {}

    /** Measures every case and prints one line for it. */
    static void print(PrintStream out, int runs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("haloy-benchmark");
        try {
            JavaProcess process = new JavaProcess(folder)
                    .with("HALOY_CACHE_DIR", folder.resolve("cache").toString());
            Duration jvm = JavaProcess.best(runs, process::empty);
            out.printf(Locale.ROOT, "start of a JVM %d ms%n", jvm.toMillis());
            for (int run = 1; run <= runs; run++) {
                cases(out, process, jvm);
            }
            memory(out, process);
        } finally {
            WallTime.delete(folder);
        }
    }

    private static void cases(PrintStream out, JavaProcess process, Duration jvm)
            throws IOException, InterruptedException {
        List<Integer> seeds = IntStream.range(0, LAYERS).boxed().collect(Collectors.toCollection(ArrayList::new));
        WallTime.delete(process.folder().resolve("cache"));
        try (Links links = new Links()) {
            MadeImage image = MadeImage.of(seeds, LAYER);
            links.line(out, "everything", process, image, LAYERS * LAYER, jvm);
            links.line(out, "nothing, warm cache", process, image, 0, jvm);
            WallTime.delete(process.folder().resolve("cache"));
            links.line(out, "nothing, cold cache", process, image, 0, jvm);
            seeds.set(LAYERS - 1, 100);
            links.line(out, "one changed layer", process, MadeImage.of(seeds, LAYER), LAYER, jvm);
        }
    }

    /** The servers with their links. */
    private static final class Links implements AutoCloseable {
        private final LoopbackServers servers = new LoopbackServers(SERVERS, LATENCY);
        private final List<SlowLink> links = new ArrayList<>();

        Links() throws IOException {
            for (String address : servers.addresses()) {
                links.add(new SlowLink(Integer.parseInt(address.substring(address.indexOf(':') + 1)), RATE));
            }
        }

        void line(PrintStream out, String what, JavaProcess process, MadeImage image, long bytes, Duration jvm)
                throws IOException, InterruptedException {
            long before = passed();
            Duration time = process.program(TransferProgram.class, arguments(image, addresses()));
            Duration ideal = jvm.plus(LATENCY.multipliedBy(bytes > 0 ? 4 : 3))
                    .plus(LOADING)
                    .plus(Duration.ofNanos(bytes * 1_000_000_000L / RATE));
            out.printf(
                    Locale.ROOT,
                    "%-20s %6d ms, ideal with JVM %5d ms, %4.2f x; %d bytes to each server, %d of them layers%n",
                    what,
                    time.toMillis(),
                    ideal.toMillis(),
                    (double) time.toNanos() / ideal.toNanos(),
                    (passed() - before) / SERVERS,
                    bytes);
        }

        private List<String> addresses() {
            return links.stream().map(link -> "localhost:" + link.port()).toList();
        }

        private long passed() {
            return links.stream().mapToLong(SlowLink::passed).sum();
        }

        @Override
        public void close() throws IOException {
            for (SlowLink link : links) {
                link.close();
            }
            servers.close();
        }
    }

    private static String[] arguments(MadeImage image, List<String> addresses) {
        List<String> all = new ArrayList<>(List.of(
                Long.toString(image.layerBytes()),
                image.seeds().stream().map(String::valueOf).collect(Collectors.joining(",")),
                image.layers().stream().map(Digest::text).collect(Collectors.joining(","))));
        all.addAll(addresses);
        return all.toArray(String[]::new);
    }

    /** The smallest heap of those tried with which a 4 GiB image, and one of a few bytes, reaches a server. */
    private static void memory(PrintStream out, JavaProcess process) throws IOException, InterruptedException {
        MadeImage small = MadeImage.of(List.of(0), 1);
        MadeImage large = MadeImage.of(IntStream.range(0, LAYERS).boxed().toList(), 512L << 20);
        out.printf(
                Locale.ROOT,
                "heap that is enough: %d MiB for an image of one byte, %d MiB for one of 4 GiB%n",
                enough(process, small),
                enough(process, large));
    }

    private static int enough(JavaProcess process, MadeImage image) throws IOException, InterruptedException {
        for (int megabytes = 8; megabytes <= 512; megabytes += 8) {
            WallTime.delete(process.folder().resolve("cache"));
            try (LoopbackServers servers = new LoopbackServers(1, Duration.ZERO)) {
                process.with("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError -Xmx" + megabytes + "m")
                        .program(TransferProgram.class, arguments(image, servers.addresses()));
                return megabytes;
            } catch (IllegalStateException tooSmall) {
                // The next size is tried.
            }
        }
        throw new IllegalStateException("512 MiB are not enough");
    }
}
