package dev.haloy.benchmarks;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs one of the benchmarks, by its name. */
public final class Main {
    private static final int COLD_RUNS = 7;
    private static final int WALL_RUNS = 3;
    private static final int TRANSFER_RUNS = 3;
    private static final int STREAMS = 1000;

    private Main() {}

    /** Runs the benchmark of that name and prints its figures. */
    public static void main(String... args) throws IOException, InterruptedException, RunnerException {
        String name = args.length == 1 ? args[0] : "";
        switch (name) {
            case "config" -> Scaling.print(System.out);
            case "growth" -> Growth.print();
            case "redaction", "rehearsal", "rollouts" -> microbenchmark(name);
            case "streams" -> Streams.print(System.out, STREAMS);
            case "cold-start" -> ColdStart.print(System.out, COLD_RUNS);
            case "wall-time" -> WallTime.print(System.out, List.of(1, 10, 50, 200), WALL_RUNS);
            case "transfer" -> TransferTime.print(System.out, TRANSFER_RUNS);
            default ->
                throw new IllegalArgumentException(
                        "say which one: config, growth, redaction, rehearsal, rollouts, streams, cold-start, wall-time or"
                                + " transfer");
        }
    }

    private static void microbenchmark(String name) throws RunnerException {
        Class<?> type = switch (name) {
            case "rollouts" -> RolloutBenchmark.class;
            case "rehearsal" -> RehearsalBenchmark.class;
            default -> RedactionBenchmark.class;
        };
        new Runner(new OptionsBuilder().include(type.getName()).build()).run();
    }
}
