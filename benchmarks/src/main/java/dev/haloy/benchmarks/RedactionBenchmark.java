package dev.haloy.benchmarks;

import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One line of a log on its way to a person, in a run that knows some secrets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RedactionBenchmark {
    private static final String LINE =
            "2026-11-24T12:00:00Z shop-7c9 level=info msg=\"request served\" path=/cart/items?id=4711 ms=12 ";

    @Param({"1", "20", "500"})
    int secrets;

    private Redactor redactor = Redactor.NONE;
    private String guilty = "";

    @Setup
    public void know() {
        List<Secret> known = IntStream.range(0, secrets)
                .mapToObj(i -> Secret.of("postgres://user-" + i + ":pa\"ss&word@db/" + i))
                .toList();
        redactor = Redactor.of(known);
        guilty = LINE + "url=" + known.get(secrets / 2).reveal();
    }

    @Benchmark
    public String innocentLine() {
        return redactor.redact(LINE);
    }

    @Benchmark
    public String lineWithSecret() {
        return redactor.redact(guilty);
    }
}
