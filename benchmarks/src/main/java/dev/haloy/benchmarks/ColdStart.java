package dev.haloy.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the command line costs from its start to its end, as ratios to a Java program that does nothing. */
final class ColdStart {
    private static final List<Integer> SIZES = List.of(3, 1_000, 10_000);

    private ColdStart() {}

    /** Measures and prints one line per command. */
    static void print(PrintStream out, int runs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("haloy-benchmark");
        Path file = folder.resolve("haloy.yaml");
        try {
            JavaProcess process = new JavaProcess(folder);
            Duration empty = JavaProcess.best(runs, process::empty);
            line(out, "a program that does nothing", empty, empty);
            line(out, "haloy --help", JavaProcess.best(runs, () -> process.haloy("--help")), empty);
            for (int size : SIZES) {
                Files.writeString(file, Configuration.yaml(size));
                Duration time = JavaProcess.best(runs, () -> process.haloy("validate-config", "--no-secrets"));
                line(out, "haloy validate-config, " + size + " targets", time, empty);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void line(PrintStream out, String what, Duration time, Duration empty) {
        double ratio = (double) time.toNanos() / empty.toNanos();
        out.printf(Locale.ROOT, "%-40s %6d ms  %6.1f x%n", what, time.toMillis(), ratio);
    }
}
