package dev.haloy.benchmarks;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.Problem;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.Explanation;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** From the text of a file to what every target means. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class ConfigBenchmark {
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    @Param({"1", "100", "1000", "10000"})
    int targets;

    private String text = "";
    private LoadedConfig loaded = load(Configuration.yaml(1));

    @Setup
    public void write() {
        text = Configuration.yaml(targets);
        loaded = load(text);
    }

    private static LoadedConfig load(String text) {
        return ConfigLoader.parse(text, Format.YAML, "haloy.yaml", FOLDER);
    }

    private static Resolution resolve(LoadedConfig config) {
        return Resolver.resolve(config, TargetSelection.all(), ResolveOptions.defaults());
    }

    /** What a deployment does before it asks anybody; resolving checks every rule. */
    @Benchmark
    public Resolution loadAndResolve() {
        return resolve(load(text));
    }

    /** The file as written. */
    @Benchmark
    public LoadedConfig load() {
        return load(text);
    }

    /** Why one setting of one target is what it is, in a file that was read. */
    @Benchmark
    public Explanation explain() {
        TargetSelection one = TargetSelection.named(Configuration.key(targets / 2));
        return Explainer.of(loaded, one, ResolveOptions.defaults()).get(0).explain("replicas");
    }

    /** All problems of a file that was read. */
    @Benchmark
    public List<Problem> validate() {
        return Resolver.validate(loaded, ResolveOptions.defaults());
    }
}
