package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.world.RunStore;
import dev.haloy.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final String TWO = """
            image: "shop:v2"
            server: prod.example.com
            pre_deploy: [migrate]
            targets:
              web: {domains: [{domain: web.example.com}]}
              api: {domains: [{domain: api.example.com}]}
            """;

    @Test
    void a_rollback_that_was_never_sent_is_sent_when_the_run_is_gone_on_with() {
        DeployResult result = killedBeforeTheLastRequest(
                DeployPolicy.builder().onFailure(OnFailure.ROLL_BACK_ALL).build(),
                prod -> prod.app("api")
                        .running("v1", 1, "api.example.com")
                        .nextDeployment(Behaviour.failsHealthCheck()),
                Map.of("POST /v1/deploy", 2, "POST /v1/rollback", 1));

        assertThat(result.target("web").outcome()).isInstanceOf(Outcome.RolledBack.class);
    }

    @Test
    void a_deployment_that_was_never_sent_is_sent_when_the_run_is_gone_on_with() {
        DeployResult result =
                killedBeforeTheLastRequest(DeployPolicy.ofDefaults(), prod -> {}, Map.of("POST /v1/deploy", 2));

        assertThat(result.isDone()).isTrue();
    }

    /** Kills a run between the last intent to send something and the sending, and goes on twelve minutes later. */
    private static DeployResult killedBeforeTheLastRequest(
            DeployPolicy policy, Consumer<EmbeddedHaloyd> script, Map<String, Integer> requests) {
        int lastLine = lastIntent(policy, script);
        try (Rollout rollout = Rollout.of(TWO).policy(policy)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 1, "web.example.com");
            script.accept(prod);
            RunStore store = RunStore.inMemory();
            MortalWorld mortal = new MortalWorld(rollout.world, store, lastLine);
            new Deployer(mortal.world(), rollout.anyToken(), policy, event -> {}).deploy(rollout.request());
            while (!mortal.isDead()) {
                rollout.time.advance(Duration.ofMillis(100));
            }
            rollout.time.advance(Duration.ofMinutes(12));
            World reborn = rollout.world.but().runs(store).ownLanes().build();
            DeployResult result = rollout.world.await(new Deployer(reborn, rollout.anyToken(), policy, event -> {})
                    .resume(rollout.request(), store.runIds().get(0)));
            assertThat(rollout.requests("prod.example.com")).containsAllEntriesOf(requests);
            assertThat(prod.openStreams()).isZero();
            return result;
        }
    }

    private static int lastIntent(DeployPolicy policy, Consumer<EmbeddedHaloyd> script) {
        try (Rollout rollout = Rollout.of(TWO).policy(policy)) {
            EmbeddedHaloyd prod = rollout.server("prod.example.com");
            prod.app("web").running("v1", 1, "web.example.com");
            script.accept(prod);
            String runId = rollout.deploy().runId();
            List<String> lines = rollout.world.runs().lines(runId);
            int last = 0;
            for (int i = 0; i < lines.size(); i++) {
                last = lines.get(i).contains("PostIntended") ? i + 1 : last;
            }
            return last;
        }
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
}
