package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private final Captured captured = Captured.plain();

    @TempDir
    private Path folder;

    @Test
    void a_run_becomes_a_test() {
        Bench bench = new Bench(folder).file("{name: my-app, server: eu.example.com, image: \"my-app:v2\"}");
        bench.server("eu.example.com");
        bench.run(Captured.plain(), "deploy");
        String runId = bench.runs.runIds().get(0);

        assertThat(bench.run(captured, "replay", runId, "--as-test")).isZero();
        assertThat(captured.out()).contains("class IncidentTest {", "HaloyServers.of(\"eu.example.com\")");

        assertThat(bench.run(Captured.plain(), "replay", runId, "--as-test", "--out", "OurTest.java"))
                .isZero();
        assertThat(folder.resolve("OurTest.java")).content().contains("class OurTest {");
        assertThat(bench.run(Captured.plain(), "replay", runId, "--as-test", "--out", "our test"))
                .isEqualTo(2);
        assertThat(bench.run(Captured.plain(), "replay", "01unknown", "--as-test"))
                .isNotZero();
    }
}
