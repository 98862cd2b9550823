package dev.haloy.benchmarks;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many times the cost of 1,000 targets those of 10,000 cost. Both are measured in turns, each time ten small ones against a large
 * one: on a shared machine whose speed changes from one minute to the next only their ratio means something.
 */
public final class Growth {
    private static final int SMALL = 1_000;
    private static final int TIMES = 10;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 9;

    /** Heaps as options of the JVM: the usual one of a machine, and one in which a large model fits the young generation. */
    private static final List<List<String>> HEAPS = List.of(
            List.of("-XX:+UseSerialGC"),
            List.of("-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+AlwaysPreTouch"));

    private static final Map<String, Object> KEPT = new TreeMap<>();

    private Growth() {}

    /** Measures in a process of its own for each heap. */
    static void print() throws IOException, InterruptedException {
        for (List<String> heap : HEAPS) {
            System.out.println(String.join(" ", heap));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(heap);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Growth.class.getName()));
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    /** Measures in this process. */
    public static void main(String... args) {
        String small = Configuration.yaml(SMALL);
        String large = Configuration.yaml(SMALL * TIMES);
        for (boolean resolving : new boolean[] {false, true}) {
            repeat(small, resolving, WARM_UP);
            repeat(large, resolving, WARM_UP / TIMES);
            double[][] rounds = Stream.generate(() -> round(small, large, resolving))
                    .limit(ROUNDS)
                    .toArray(double[][]::new);
            System.out.printf(
                    Locale.ROOT,
                    "  %-18s %6.1f ms, %6.1f ms: %.1f x%n",
                    resolving ? "load and resolve" : "load",
                    median(rounds, 0),
                    median(rounds, 1),
                    median(rounds, 2));
        }
    }

    private static double[] round(String small, String large, boolean resolving) {
        double ofSmall = repeat(small, resolving, TIMES) / TIMES;
        System.gc();
        double ofLarge = repeat(large, resolving, 1);
        KEPT.clear();
        System.gc();
        return new double[] {ofSmall, ofLarge, ofLarge / ofSmall};
    }

    /** Milliseconds. */
    private static double repeat(String text, boolean resolving, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            LoadedConfig config = ConfigLoader.parse(
                    text, Format.YAML, "haloy.yaml", Path.of("").toAbsolutePath());
            KEPT.put(
                    "last",
                    resolving ? Resolver.resolve(config, TargetSelection.all(), ResolveOptions.defaults()) : config);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[][] rounds, int column) {
        return Stream.of(rounds)
                .mapToDouble(round -> round[column])
                .sorted()
                .skip(rounds.length / 2)
                .findFirst()
                .orElseThrow();
    }
}
