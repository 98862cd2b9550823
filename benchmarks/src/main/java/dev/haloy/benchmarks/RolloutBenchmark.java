package dev.haloy.benchmarks;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.testkit.HaloyServers;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole rollouts of ten targets in virtual time on one core: configuration, engine, client, servers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 4, time = 2)
public class RolloutBenchmark {
    private static final String[] SERVERS = Rollouts.addresses(10);

    /** Whether 5 % of connections and streams break and 5 % of answers are 503. */
    @Param({"false", "true"})
    boolean faults;

    private final Project project = Haloy.of(Rollouts.loaded(List.of(SERVERS)));
    private long seed;

    /** The result, whatever it is. */
    @Benchmark
    public DeployResult rollout() {
        seed++;
        try (HaloyServers servers = HaloyServers.seeded(seed, SERVERS)) {
            if (faults) {
                servers.all().forEach(server -> server.faults(RandomFaults.flakyNetwork(seed)));
            }
            return servers.bind(project).allTargets().tryDeploy();
        }
    }
}
