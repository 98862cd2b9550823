package dev.haloy.benchmarks;

import dev.haloy.Haloy;
import dev.haloy.testkit.HaloyServers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code haloy deploy --all} takes as a whole process, against servers 50 ms away whose deployments take two seconds.
 *
 * <p>The ideal is what one deployment takes on its server, plus one round trip to ask for it and one to confirm it.
 */
final class WallTime {
    private static final Duration LATENCY = Duration.ofMillis(50);

    private WallTime() {}

    /** Measures each number of servers and prints one line for it. */
    static void print(PrintStream out, List<Integer> sizes, int runs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("haloy-benchmark");
        try {
            JavaProcess process = new JavaProcess(folder).with("HALOY_API_TOKEN", LoopbackServers.TOKEN);
            Duration jvm = JavaProcess.median(runs, process::empty);
            Duration ideal = onServer().plus(LATENCY.multipliedBy(2));
            out.printf(Locale.ROOT, "ideal %d ms, start of a JVM %d ms%n", ideal.toMillis(), jvm.toMillis());
            for (int size : sizes) {
                line(out, size, runs, process.with("HALOY_CONFIG_DIR", folder.toString()), ideal.plus(jvm));
            }
        } finally {
            delete(folder);
        }
    }

    private static void line(PrintStream out, int size, int runs, JavaProcess process, Duration least)
            throws IOException, InterruptedException {
        try (LoopbackServers servers = new LoopbackServers(size, LATENCY)) {
            Files.writeString(process.folder().resolve("haloy.yaml"), Rollouts.yaml(servers.addresses()));
            Duration wall = JavaProcess.median(runs, () -> process.haloy("deploy", "--all", "--quiet"));
            double requests = (double) servers.requests() / (size * (runs + 1));
            out.printf(
                    Locale.ROOT,
                    "%4d servers  %6d ms  %5d ms above ideal and JVM  %4.2f x  %4.1f requests per target%n",
                    size,
                    wall.toMillis(),
                    wall.minus(least).toMillis(),
                    (double) wall.toNanos() / least.toNanos(),
                    requests);
        }
    }

    /** What a deployment takes on a server that is asked and answers in no time, told by virtual time. */
    private static Duration onServer() {
        String[] address = Rollouts.addresses(1);
        try (HaloyServers servers = HaloyServers.of(address)) {
            servers.at(address[0]).app(Rollouts.APP).everyDeployment(Rollouts.TWO_SECONDS);
            Instant start = servers.time().instant();
            servers.bind(Haloy.of(Rollouts.loaded(List.of(address))))
                    .allTargets()
                    .deploy();
            return Duration.between(start, servers.time().instant());
        }
    }

    /** With the journal that the command line has left there. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
