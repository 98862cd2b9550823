package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static dev.haloy.testkit.Property.always;
import static dev.haloy.testkit.Property.never;
import static dev.haloy.testkit.Property.twoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.App;
import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.config.ValueSource;
import dev.haloy.deploy.Plan;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.resolve.ResolvedTarget;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final App APP = Haloy.app("shop")
            .image("shop:v2")
            .target(
                    "eu",
                    t -> t.server("eu.example.com").domain("eu.example.com").replicas(2))
            .target(
                    "us",
                    t -> t.server("us.example.com").domain("us.example.com").replicas(2))
            .target("admin", t -> t.server("us.example.com").name("admin").domain("admin.example.com"));
    private static final Project PROJECT = APP.project();

    @Test
    void a_rollout_without_faults_goes_well_every_time_and_takes_nothing_down() {
        RehearsalReport report = Rehearsal.of(PROJECT).runs(20).run();

        assertThat(report)
                .isGood()
                .alwaysEnds("eu", "deployed")
                .alwaysEnds("admin", "deployed")
                .neverEnds("us", "failed")
                .hasAtMostDown(0)
                .takesAtMost(Duration.ofSeconds(30));
        assertThat(report.toString()).isEqualTo("""
                20 runs of 3 targets, seeds 1 to 20, with no faults
                             deployed
                  eu               20
                  us               20
                  admin            20
                took 17.0 s in the median, 17.0 s at worst (seed 1)
                never was a container down that worked before
                no bad run""");
    }

    @Test
    void a_flaky_network_hides_nothing() {
        RehearsalReport report = Rehearsal.of(PROJECT)
                .runs(150)
                .seed(42)
                .faults(Faults.flakyNetwork())
                .run();

        assertThat(report.badRuns()).as(report.toString()).hasSizeLessThan(10);
        assertThat(report.badRuns())
                .allSatisfy(run -> assertThat(run.problems()).allMatch(problem -> problem.contains("unknown")));
        assertThat(report.count("eu", "deployed")).isGreaterThan(100);
    }

    @Test
    void restarts_of_daemons_leave_some_unknown_and_nothing_untrue() {
        RehearsalReport report = Rehearsal.of(PROJECT)
                .runs(200)
                .faults(Faults.flakyNetwork().and(Faults.restarts()))
                .run();

        assertThat(report.badRuns()).as(report.toString()).hasSizeLessThan(100);
        assertThat(report.badRuns())
                .allSatisfy(run -> assertThat(run.problems()).allMatch(problem -> problem.contains("unknown")));
    }

    @Test
    void a_failure_under_faults_is_not_a_bad_run() {
        RehearsalReport report = Rehearsal.of(PROJECT)
                .runs(3)
                .faults(Faults.unhealthyVersion("eu").and(Faults.missingImage("us")))
                .run();

        assertThat(report).isGood().alwaysEnds("eu", "failed").alwaysEnds("us", "failed");
        assertThat(report.faults()).isEqualTo("unhealthy=eu + missing-image=us");
    }

    @Test
    void a_property_that_does_not_hold_makes_a_run_bad() {
        RehearsalReport report = Rehearsal.of(PROJECT)
                .runs(2)
                .require(never(twoOf("eu", "us").updatingAtOnce()))
                .require(always(run -> run.elapsed().toSeconds() < 5).as("quick"))
                .require(always(run -> run.healthyFraction() >= 0.5))
                .run();

        assertThat(report).hasBadRun("'never two of eu, us updating at once' did not hold after 0.0 s");
        assertThat(report.badRuns())
                .hasSize(2)
                .first()
                .satisfies(run ->
                        assertThat(run.problems()).hasSize(2).last().asString().startsWith("'quick' did not hold"));
        assertThat(Shop.messageOf(() -> assertThat(report).isGood()))
                .contains("2 bad runs:\n    seed 1\n", "to have no bad run\nbut there are 2\n");
    }

    @Test
    void replacing_takes_containers_down_and_a_property_notices() {
        Project replacing = Haloy.app("shop")
                .image("shop:v2")
                .target(
                        "eu",
                        t -> t.server("eu.example.com")
                                .domain("eu.example.com")
                                .replicas(2)
                                .with(settings -> settings.deploymentStrategy("replace")))
                .project();

        RehearsalReport report = Rehearsal.of(replacing)
                .runs(1)
                .require(always(run -> run.healthyFraction("eu") >= 0.5).as("half of eu works"))
                .run();

        assertThat(report).hasBadRun("'half of eu works' did not hold").alwaysEnds("eu", "deployed");
        assertThat(report.mostDown().replicasDown()).isEqualTo(2);
        assertThat(Shop.messageOf(() -> assertThat(report).hasAtMostDown(1)))
                .contains("to never have more containers down than:\n  1\nbut with seed 1 there were:\n  2\n");
    }

    @Test
    void a_version_that_vanishes_after_its_success_is_a_bad_run() {
        Faults careless = Faults.scripted(
                "careless neighbour",
                scene -> scene.appOf("eu").everyDeployment(Behaviour.healthy().vanishesAfter(Duration.ofSeconds(30))));

        assertThat(Rehearsal.of(PROJECT).runs(1).faults(careless).run()).hasBadRun("a minute later nothing runs");
    }

    @Test
    void a_run_is_replayed_to_the_last_byte() {
        Rehearsal rehearsal = Rehearsal.of(PROJECT)
                .faults(Faults.flakyNetwork().and(Faults.restarts()).and(Faults.slowHealthChecks()));

        RehearsedRun first = rehearsal.replay(7);
        RehearsedRun second = rehearsal.replay(7);

        assertThat(first.journal()).hasSizeGreaterThan(20).isEqualTo(second.journal());
        assertThat(first.history()).contains("POST /v1/deploy").isEqualTo(second.history());
        assertThat(first.result()).isEqualTo(second.result());
        assertThat(rehearsal.replay(8).journal()).isNotEqualTo(first.journal());
    }

    @Test
    void neither_variables_nor_secrets_are_read_unless_asked() {
        Project secretive = APP.env("DB", ValueSource.secret("vault:db"))
                .env("HOME_OF", ValueSource.env("NO_SUCH_VARIABLE"))
                .project()
                .withSecrets("vault", ref -> {
                    throw new IllegalStateException("asked for " + ref.path());
                });

        assertThat(Rehearsal.of(secretive).runs(1).run()).isGood();
        assertThatThrownBy(
                        () -> Rehearsal.of(secretive).runs(1).withRealValues().run())
                .hasMessageContaining("NO_SUCH_VARIABLE");
    }

    @Test
    void hooks_are_not_run_and_go_as_scripted() {
        Project hooked = Haloy.app("shop")
                .image("shop:v2")
                .target("eu", t -> t.server("eu.example.com").preDeploy("make migrate"))
                .project();

        assertThat(Rehearsal.of(hooked).runs(1).run()).alwaysEnds("eu", "deployed");
        assertThat(Rehearsal.of(hooked)
                        .runs(1)
                        .hooks(hooks -> hooks.fails("make migrate", 1))
                        .run())
                .isGood()
                .alwaysEnds("eu", "failed");
    }

    @Test
    void it_starts_from_what_a_plan_saw() {
        try (HaloyServers real = HaloyServers.of("eu.example.com", "us.example.com")) {
            real.time().advance(Duration.ofDays(400));
            real.at("eu.example.com").app("shop").running("v1", 2, "eu.example.com");
            Plan plan = real.bind(PROJECT).allTargets().plan();

            RehearsedRun run = Rehearsal.of(PROJECT).startingFrom(plan).replay(1);

            String before = plan.steps().get(0).now().orElseThrow().id().value();
            assertThat(run.isGood()).as(run.toString()).isTrue();
            assertThat(run.journal()).anyMatch(line -> line.contains(before));
            assertThat(run.result().orElseThrow().isDone()).isTrue();
        }
    }

    @Test
    void it_starts_from_nothing_or_from_anything() {
        assertThat(Rehearsal.of(PROJECT.target("eu"))
                        .startingFromNothing()
                        .runs(1)
                        .run())
                .isGood();
        assertThat(Rehearsal.of(PROJECT.target("eu"))
                        .starting(scene -> scene.appOf("eu").running("v1", 1, "eu.example.com"))
                        .require(never(run -> run.scene().targets().size() > 1))
                        .runs(1)
                        .run())
                .isGood();
    }

    @Test
    void every_named_fault_is_known_by_its_name() {
        for (String name : List.of(
                "flaky-network",
                "slow-network",
                "rate-limits",
                "lost-replies",
                "restarts",
                "slow-health-checks",
                "bad-versions",
                "failed-build",
                "unhealthy=eu",
                "missing-image=eu")) {
            Faults faults = Faults.named(name).orElseThrow();
            RehearsedRun run = Rehearsal.of(PROJECT).faults(faults).replay(3);

            assertThat(faults).hasToString(name);
            assertThat(run.problems()).as(run.toString()).allMatch(problem -> problem.contains("unknown"));
        }
        assertThat(Faults.named("gremlins")).isEmpty();
    }

    @Test
    void a_target_that_does_not_exist_is_named_with_those_that_do() {
        assertThatThrownBy(() -> Rehearsal.of(PROJECT)
                        .faults(Faults.unhealthyVersion("asia"))
                        .replay(1))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'asia'")
                .hasMessageContaining("[eu, us, admin]");
        assertThatThrownBy(() -> Rehearsal.of(PROJECT).runs(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twoOf("eu")).hasMessageContaining("at least two");
    }

    @Test
    void degraded_at_once_is_about_two_targets_together() {
        Project replacing = APP.defaults(t -> t.with(settings -> settings.deploymentStrategy("replace")))
                .project();

        assertThat(Rehearsal.of(replacing)
                        .runs(1)
                        .require(never(twoOf("eu", "us").degradedAtOnce()))
                        .run())
                .hasBadRun("never two of eu, us degraded at once");
        assertThat(replacing.target("eu").targets())
                .allMatch(target -> target.strategy() == ResolvedTarget.Strategy.REPLACE);
    }
}
