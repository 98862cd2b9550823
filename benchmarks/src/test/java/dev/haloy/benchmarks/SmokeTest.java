package dev.haloy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs; how fast is no business of a test. */
class SmokeTest {
    @Test
    void every_microbenchmark_runs_once() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev.haloy.benchmarks.*")
                        .param("targets", "1")
                        .param("secrets", "1")
                        .param("faults", "true")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark())
                .contains(
                        ConfigBenchmark.class.getName() + ".loadAndResolve",
                        RolloutBenchmark.class.getName() + ".rollout");
    }

    @Test
    void the_generated_configuration_has_as_many_targets_as_asked_for() {
        assertThat(Configuration.yaml(3))
                .contains("target-00000:", "target-00002:")
                .doesNotContain("target-00003:");
    }

    @Test
    void real_servers_on_loopback_are_as_many_as_asked_for() {
        try (LoopbackServers servers = new LoopbackServers(2, java.time.Duration.ZERO)) {
            assertThat(servers.addresses()).hasSize(2).doesNotHaveDuplicates();
            assertThat(servers.requests()).isZero();
        }
    }
}
