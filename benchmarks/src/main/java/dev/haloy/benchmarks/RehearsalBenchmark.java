package dev.haloy.benchmarks;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.Rehearsal;
import dev.haloy.testkit.RehearsalReport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a test pays: the start of a server, a whole deployment, and one rehearsed rollout of ten targets out of many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 4, time = 2)
public class RehearsalBenchmark {
    private static final int REHEARSED = 20;

    private final String yaml = Rollouts.yaml(List.of("prod.example.com"));
    private final Project project = Haloy.of(Rollouts.loaded(List.of(Rollouts.addresses(10))));

    /** A server in memory, from nothing to its end. */
    @Benchmark
    public int startInMemory() {
        try (HaloyServers servers = HaloyServers.of("prod.example.com")) {
            return servers.all().size();
        }
    }

    /** A server on a port of this machine with a thread of its own, from nothing to its end. */
    @Benchmark
    public int startOnAPort() {
        SelectorLoop loop = new SelectorLoop(1);
        try (EmbeddedHaloyds servers = EmbeddedHaloyds.on(loop);
                HttpFront front = HttpFront.listen(
                        loop, 0, servers.add("prod.example.com", "token").service())) {
            return front.port();
        }
    }

    /** What a test does: a server, a configuration, a deployment, its result. */
    @Benchmark
    public DeployResult deploymentTest() {
        try (HaloyServers servers = HaloyServers.of("prod.example.com")) {
            return servers.bind(Haloy.of(Rollouts.parsed(yaml))).allTargets().deploy();
        }
    }

    /** One rehearsed rollout of ten targets that run an older version. */
    @Benchmark
    @OperationsPerInvocation(REHEARSED)
    public RehearsalReport rehearsedRollout() {
        return Rehearsal.of(project).runs(REHEARSED).run();
    }
}
