package dev.haloy.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How the cost of a configuration grows with its targets. */
final class Scaling {
    private Scaling() {}

    /** Runs the benchmark and prints, for each part, how often 10,000 targets cost what 1,000 do. */
    static void print(PrintStream out) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ConfigBenchmark.class.getName())
                        .build())
                .run();
        Map<String, Map<Integer, Double>> scores = new TreeMap<>();
        for (RunResult result : results) {
            scores.computeIfAbsent(result.getPrimaryResult().getLabel(), label -> new TreeMap<>())
                    .put(
                            Integer.parseInt(result.getParams().getParam("targets")),
                            result.getPrimaryResult().getScore());
        }
        scores.forEach((part, bySize) -> out.printf(
                Locale.ROOT,
                "%-16s 1,000 targets: %6.1f ms; 10,000 are %4.1f x that%n",
                part,
                bySize.getOrDefault(1_000, Double.NaN),
                bySize.getOrDefault(10_000, Double.NaN) / bySize.getOrDefault(1_000, Double.NaN)));
    }
}
