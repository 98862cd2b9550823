package dev.haloy.benchmarks;

import dev.haloy.Haloy;
import dev.haloy.Selection;
import dev.haloy.embedded.EmbeddedHaloyd;
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
 * What {@code haloy deploy --all} takes as a whole process, against servers 50 ms away that run an older version already.
 *
 * <p>The ideal is what one update takes on its server, plus one round trip to ask for it and one to confirm it. The
 * figure in virtual time has the other round trips too, but no work: what is above it is this machine's.
 */
final class WallTime {
    private static final Duration LATENCY = Duration.ofMillis(50);

    private WallTime() {}

    /** Measures each number of servers and prints one line for it. */
    static void print(PrintStream out, List<Integer> sizes, int runs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("haloy-benchmark");
        try {
            JavaProcess process = new JavaProcess(folder).with("HALOY_API_TOKEN", LoopbackServers.TOKEN);
            Duration jvm = JavaProcess.best(runs, process::empty);
            Duration ideal = virtually(1, Duration.ZERO).plus(LATENCY.multipliedBy(2));
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
            Duration wall = JavaProcess.best(runs, () -> process.haloy("deploy", "--all", "--quiet"));
            double requests = (double) servers.requests() / (size * (runs + 1));
            out.printf(
                    Locale.ROOT,
                    "%4d servers  %6d ms in virtual time, %6d ms real, %5d ms above ideal and JVM, %4.2f x, "
                            + "%4.1f requests per target%n",
                    size,
                    virtually(size, LATENCY).toMillis(),
                    wall.toMillis(),
                    wall.minus(least).toMillis(),
                    (double) wall.toNanos() / least.toNanos(),
                    requests);
        }
    }

    /** What an update takes without any work of the machine: in virtual time, with servers this far away. */
    private static Duration virtually(int size, Duration latency) {
        String[] addresses = Rollouts.addresses(size);
        try (HaloyServers servers = HaloyServers.of(addresses)) {
            for (EmbeddedHaloyd server : servers.all()) {
                server.latency(latency).app(Rollouts.APP).everyDeployment(Rollouts.BEHAVIOUR);
            }
            Selection all =
                    servers.bind(Haloy.of(Rollouts.loaded(List.of(addresses)))).allTargets();
            all.deploy();
            Instant start = servers.time().instant();
            all.deploy();
            return Duration.between(start, servers.time().instant());
        }
    }

    /** With the journal that the command line has left there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
