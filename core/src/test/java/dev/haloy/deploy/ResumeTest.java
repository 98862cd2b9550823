package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
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

    @Test
    void a_run_keeps_to_its_policy_when_it_is_gone_on_with() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("prod.example.com")
                    .app("web")
                    .everyDeployment(Behaviour.healthyAfter(Duration.ofMinutes(3)));
            rollout.policy(DeployPolicy.builder()
                    .waves("1", "rest")
                    .runDeadline(Duration.ofSeconds(12))
                    .build());
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(3));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            String runId = rollout.world.runs().runIds().get(0);
            Instant resumed = rollout.time.instant();

            DeployResult result = rollout.policy(DeployPolicy.ofDefaults())
                    .world
                    .await(rollout.deployer().resume(rollout.request(), runId));

            assertThat(result.target("web").outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThat(result.target("api").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.OUT_OF_TIME));
            assertThat(rollout.time.instant()).isBetween(resumed.plusSeconds(12), resumed.plusSeconds(13));
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

    @Test
    void a_cancelled_run_can_be_finished() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("prod.example.com");
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            String runId = rollout.told(DeployEvent.RunStarted.class)
                    .findFirst()
                    .orElseThrow()
                    .runId();
            assertThat(new Runs(rollout.world.runs()).get(runId).open()).containsExactly("web", "api");

            DeployResult result = rollout.world.await(rollout.deployer().resume(rollout.request(), runId));

            assertThat(result.isDone()).isTrue();
            assertThat(rollout.requests("prod.example.com")).containsEntry("POST /v1/deploy", 2);
            assertThat(new Runs(rollout.world.runs()).get(runId).isOpen()).isFalse();
        }
    }

    @Test
    void what_has_changed_since_is_not_deployed_under_the_name_of_the_old_run() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("prod.example.com");
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));
            String runId = rollout.told(DeployEvent.RunStarted.class)
                    .findFirst()
                    .orElseThrow()
                    .runId();
            rollout.yaml(TWO.replace("shop:v2", "shop:v3"));

            assertThatThrownBy(() -> rollout.deployer().resume(rollout.request(), runId))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("'api' has changed since run " + runId);
        }
    }

    @Test
    void replaying_a_journal_gives_the_outcomes_of_the_run() {
        try (Rollout rollout = Rollout.of(TWO)) {
            rollout.server("prod.example.com").app("web").nextDeployment(Behaviour.crashLoops());

            DeployResult result = rollout.deploy();

            RunSummary summary = new Runs(rollout.world.runs()).get(result.runId());
            result.targets()
                    .forEach(target -> assertThat(summary.outcomes()).containsEntry(target.target(), target.outcome()));
        }
    }

    @Test
    void journals_on_disk_are_for_their_owner_only_and_hold_no_secret(@TempDir Path folder) throws Exception {
        String sentinel = "sentinel-91c2";
        try (Rollout rollout = Rollout.of("""
                {name: shop, server: prod.example.com, image: "shop:v2", pre_deploy: [leak],
                 env: [{name: PASSWORD, from: {env: SHOP_PASSWORD}}]}
                """).variables(Map.of("SHOP_PASSWORD", sentinel))) {
            rollout.processes.print("leak", sentinel);
            rollout.server("prod.example.com")
                    .app("shop")
                    .nextDeployment(Behaviour.crashLoops().printing(sentinel));
            World world = rollout.world
                    .but()
                    .runs(RunStore.in(folder.resolve("runs")))
                    .build();

            DeployResult result =
                    rollout.world.await(new Deployer(world, rollout.anyToken(), DeployPolicy.ofDefaults(), event -> {})
                            .deploy(rollout.request()));

            Path file = folder.resolve("runs").resolve(result.runId() + ".jsonl");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).contains("PostIntended").doesNotContain(sentinel, Rollout.TOKEN);
            assertThat(new Runs(world.runs()).list())
                    .extracting(RunSummary::runId)
                    .containsExactly(result.runId());
        }
    }
}
