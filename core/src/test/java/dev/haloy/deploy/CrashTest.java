package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills a run after every line of its journal, lets some time pass, and goes on with it. */
class CrashTest {
    private static final String TWO = """
            image: "shop:v2"
            server: prod.example.com
            pre_deploy: [migrate]
            targets:
              web: {domains: [{domain: web.example.com}]}
              api: {domains: [{domain: api.example.com}]}
            """;

    static Stream<Duration> silences() {
        return Stream.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(12));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_crash_at_any_moment_can_be_gone_on_from(Duration silence) {
        int lines = crash(1_000_000, silence, prod -> {});
        assertThat(lines).isGreaterThan(20);
        for (int last = 1; last < lines; last++) {
            crash(last, silence, prod -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_crash_while_a_deployment_fails_is_found_out_about(Duration silence) {
        int lines = crash(1_000_000, silence, prod -> prod.app("web").nextDeployment(Behaviour.failsHealthCheck()));
        for (int last = 1; last < lines; last++) {
            crash(last, silence, prod -> prod.app("web").nextDeployment(Behaviour.failsHealthCheck()));
        }
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_crash_while_everything_is_taken_back_takes_nothing_back_twice(Duration silence) {
        Consumer<EmbeddedHaloyd> script = prod -> {
            prod.app("api").running("v1", 1, "api.example.com").nextDeployment(Behaviour.failsHealthCheck());
        };
        DeployPolicy policy =
                DeployPolicy.builder().onFailure(OnFailure.ROLL_BACK_ALL).build();
        int lines = crash(1_000_000, silence, script, policy);
        for (int last = 1; last < lines; last++) {
            crash(last, silence, script, policy);
        }
    }

    @Test
    void a_crash_in_any_wave_is_gone_on_from_in_waves() {
        Duration silence = Duration.ofMinutes(1);
        Consumer<EmbeddedHaloyd> script = prod -> prod.app("web").nextDeployment(Behaviour.failsHealthCheck());
        DeployPolicy policy = DeployPolicy.builder().waves("1", "rest").build();
        int lines = crash(1_000_000, silence, script, policy);
        for (int last = 1; last < lines; last++) {
            crash(last, silence, script, policy);
        }
    }

    private static int crash(int lastLine, Duration silence, Consumer<EmbeddedHaloyd> script) {
        return crash(lastLine, silence, script, DeployPolicy.ofDefaults());
    }

    /** Lets the process die when the journal has this many lines, resumes, and holds the result against the truth. */
    private static int crash(int lastLine, Duration silence, Consumer<EmbeddedHaloyd> script, DeployPolicy policy) {
        try (Rollout rollout = Rollout.of(TWO)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 1, "web.example.com");
            script.accept(prod);
            RunStore store = RunStore.inMemory();
            MortalWorld mortal = new MortalWorld(rollout.world, store, lastLine);
            new Deployer(mortal.world(), rollout.anyToken(), policy, event -> {}).deploy(rollout.request());
            while (!mortal.isDead() && prod.openStreams() + rollout.processes.started.size() >= 0 && !isOver(store)) {
                rollout.time.advance(Duration.ofMillis(100));
            }
            rollout.time.advance(silence);
            String runId = store.runIds().get(0);
            int lines = store.lines(runId).size();
            if (mortal.isDead()) {
                World reborn = rollout.world.but().runs(store).ownLanes().build();
                DeployResult result = rollout.world.await(
                        new Deployer(reborn, rollout.anyToken(), DeployPolicy.ofDefaults(), event -> {})
                                .resume(rollout.request(), runId));
                check(
                        result,
                        prod,
                        "died after line " + lastLine + ", silent for " + silence + ":\n"
                                + String.join("\n", store.lines(runId)) + "\n" + result + "\n" + prod.requests());
            }
            return lines;
        }
    }

    private static boolean isOver(RunStore store) {
        return !store.runIds().isEmpty()
                && !new Runs(store).get(store.runIds().get(0)).isOpen();
    }

    private static void check(DeployResult result, EmbeddedHaloyd prod, String what) {
        for (TargetResult target : result.targets()) {
            List<String> ids = posts(prod, target.app());
            assertThat(ids.stream()
                            .filter(id -> prod.fate(id) != Fate.NEVER_STARTED)
                            .count())
                    .as("%s: %s was deployed more than once", what, target.target())
                    .isLessThanOrEqualTo(1);
            List<String> back = prod.requests().stream()
                    .filter(request -> request.json("/newTargetConfig/name")
                            .filter(target.app()::equals)
                            .isPresent())
                    .flatMap(request -> request.json("/newDeploymentID").stream())
                    .filter(id -> prod.fate(id) != Fate.NEVER_STARTED)
                    .toList();
            assertThat(back)
                    .as("%s: %s was taken back twice", what, target.target())
                    .hasSizeLessThanOrEqualTo(1);
            if (target.outcome() instanceof Outcome.RolledBack rolledBack) {
                assertThat(back).as(what).containsExactly(rolledBack.to().value());
                assertThat(prod.fate(back.get(0))).as(what).isEqualTo(Fate.RUNNING);
            }
            boolean runs = ids.stream().anyMatch(id -> prod.fate(id) == Fate.RUNNING);
            if (target.outcome() instanceof Outcome.Deployed) {
                assertThat(runs).as(what).isTrue();
            }
            boolean backFailed = target.outcome() instanceof Outcome.Failed failed
                    && failed.reason().startsWith("rolling back failed");
            if ((target.outcome() instanceof Outcome.Failed && !backFailed)
                    || target.outcome() instanceof Outcome.Skipped) {
                assertThat(runs).as(what).isFalse();
            }
        }
        assertThat(prod.openStreams()).as(what).isZero();
    }

    private static List<String> posts(EmbeddedHaloyd server, String app) {
        List<String> ids = new ArrayList<>();
        server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request ->
                        request.json("/targetConfig/name").filter(app::equals).isPresent())
                .forEach(request -> request.json("/deploymentID").ifPresent(ids::add));
        return ids;
    }
}
