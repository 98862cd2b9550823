package dev.haloy.testkit;

import static dev.haloy.testkit.Property.always;
import static dev.haloy.testkit.Property.never;
import static dev.haloy.testkit.Property.twoOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.App;
import dev.haloy.Haloy;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final App APP = Haloy.app("shop")
            .image("shop:v2")
            .target("eu-west", t -> t.server("eu.example.com").domain("eu.example.com").replicas(2))
            .target("us-east", t -> t.server("us.example.com").domain("us.example.com").replicas(2))
            .target("admin", t -> t.server("us.example.com").name("admin").domain("admin.example.com"));

    @Test
    void a_rollout_without_faults_goes_well_every_time() {
        RehearsalReport report = Rehearsal.of(APP.project()).runs(20).seed(42).run();

        System.out.println(report);
        assertThat(report.isGood()).isTrue();
        assertThat(report.count("eu-west", "deployed")).isEqualTo(20);
    }

    @Test
    void faults() {
        RehearsalReport report = Rehearsal.of(APP.project()).runs(300).seed(42)
            .faults(Faults.flakyNetwork().and(Faults.restarts()).and(Faults.badVersions(0.2)))
            .require(always(run -> run.healthyFraction() >= 0.5).as("half of it works"))
            .require(never(twoOf("eu-west", "us-east").updatingAtOnce()))
            .run();

        System.out.println(report);
        RehearsedRun bad = report.badRuns().get(0);
        System.out.println(bad);
        System.out.println(bad.journal().equals(bad.journal()) + " " + String.join("\n", bad.journal()).length());
        for (int i = 0; i < 10; i++) {
        long begin = System.nanoTime();
        Rehearsal.of(APP.project()).runs(300).seed(42).faults(Faults.flakyNetwork()).run();
        System.out.println(300e9 / (System.nanoTime() - begin) + " per second");
        }
    }
}
