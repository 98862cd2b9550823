package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CodeHooksTest {
    private static final String TWO = """
            name: shop
            image: ghcr.io/org/shop:v2
            global_pre_deploy: [build]
            pre_deploy: [migrate]
            targets:
              eu: {server: eu.example.com}
              us: {server: us.example.com}
            """;

    private final List<String> done = new ArrayList<>();

    private static Rollout two() {
        Rollout rollout = Rollout.of(TWO);
        rollout.server("eu.example.com").app("shop").running("v1");
        rollout.server("us.example.com").app("shop").running("v1");
        return rollout;
    }

    private static Hook.Code<HookContext.OfTarget> failing() {
        return at -> {
            throw new IOException("no database at " + at.server());
        };
    }

    private Hook.Code<HookContext.OfOutcome> noting(String what) {
        return at -> done.add(what + " " + at.target() + " " + at.outcome().summary());
    }

    @Test
    void hooks_run_in_their_places_and_know_where_they_are() {
        try (Rollout rollout = two().hooks(
                        Hook.globalPostDeploy("announce", at -> done.add("announce " + at.targets())),
                        Hook.postDeploy(
                                "smoke",
                                at -> done.add("smoke " + at.target() + " "
                                        + at.deployment().isPresent())),
                        Hook.preDeploy("warn", at -> done.add("warn " + at.server() + " " + at.deployment())),
                        Hook.preDeploy("dump", at -> done.add("dump " + at.app() + " " + at.image()))
                                .only("us"),
                        Hook.globalPreDeploy("freeze", at -> done.add("freeze " + at.targets())))) {
            assertThat(rollout.deploy().isDone()).isTrue();

            assertThat(done)
                    .containsExactly(
                            "freeze [eu, us]",
                            "warn eu.example.com Optional.empty",
                            "warn us.example.com Optional.empty",
                            "dump shop ghcr.io/org/shop:v2",
                            "smoke eu true",
                            "smoke us true",
                            "announce [eu, us]");
        }
    }

    @Test
    void commands_come_before_code() {
        try (Rollout rollout = two()) {
            rollout.hooks(Hook.preDeploy("look", at -> done.addAll(rollout.processes.commands())));
            rollout.deploy();

            assertThat(done).contains("build", "migrate");
            assertThat(rollout.told(DeployEvent.HookStarted.class)
                            .filter(event -> event.target().equals(Optional.of("eu")))
                            .map(DeployEvent.HookStarted::command))
                    .containsExactly("migrate", "look");
        }
    }

    @Test
    void a_hook_that_throws_before_the_request_fails_its_target_and_nothing_is_sent() {
        try (Rollout rollout =
                two().hooks(Hook.preDeploy("check", failing()).only("eu")).policy(keepGoing())) {
            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("eu").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.PRE_DEPLOY);
            assertThat(failed.reason())
                    .isEqualTo("pre_deploy 'check' failed: IOException: no database at eu.example.com");
            assertThat(rollout.requests("eu.example.com")).doesNotContainKey("POST /v1/deploy");
            assertThat(result.target("us").isDeployed()).isTrue();
        }
    }

    @Test
    void a_hook_that_throws_after_the_deployment_is_a_failure_that_names_the_new_version() {
        try (Rollout rollout = two().hooks(Hook.postDeploy("smoke", failing()))) {
            Outcome.Failed failed =
                    (Outcome.Failed) rollout.deploy().target("eu").outcome();

            assertThat(failed.phase()).isEqualTo(Phase.POST_DEPLOY);
            assertThat(failed.nowRunning()).hasSize(1);
        }
    }

    @Test
    void a_hook_that_throws_before_everything_keeps_everything_from_starting() {
        try (Rollout rollout = two().hooks(Hook.globalPreDeploy("freeze", at -> {
            throw new IllegalStateException();
        }))) {
            DeployResult result = rollout.deploy();

            assertThat(result.runProblems())
                    .containsExactly("global_pre_deploy 'freeze' failed: IllegalStateException");
            assertThat(rollout.requests("eu.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void secrets_in_what_a_hook_throws_or_is_told_are_masked() {
        String sentinel = "sentinel-7f3a";
        try (Rollout rollout = Rollout.of("""
                {name: shop, server: prod.example.com, image: "shop:sentinel-7f3a",
                 env: [{name: PASSWORD, from: {env: SHOP_PASSWORD}}]}
                """).variables(Map.of("SHOP_PASSWORD", sentinel))) {
            rollout.server("prod.example.com");
            rollout.hooks(Hook.preDeploy("leak", at -> {
                done.add(at.toString());
                throw new IOException("cannot log in with " + sentinel);
            }));

            DeployResult result = rollout.deploy();

            assertThat(rollout.events + "" + result + done)
                    .contains("cannot log in with ***")
                    .doesNotContain(sentinel);
        }
    }

    @Test
    void after_a_failure_code_is_told_what_became_of_the_target() {
        try (Rollout rollout =
                two().hooks(Hook.onFailure("page", noting("page"))).policy(keepGoing())) {
            rollout.servers.at("eu.example.com").app("shop").nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.deploy();

            assertThat(done)
                    .containsExactly("page eu " + result.target("eu").outcome().summary());
        }
    }

    @Test
    void what_a_hook_after_a_failure_throws_is_told_and_changes_nothing() {
        try (Rollout rollout = two().policy(keepGoing())) {
            rollout.servers.at("eu.example.com").app("shop").nextDeployment(Behaviour.imageMissing());
            Outcome without = rollout.deploy().target("eu").outcome();
            rollout.hooks(Hook.onFailure("page", at -> {
                throw new IOException("the pager is off");
            }));
            rollout.servers.at("eu.example.com").app("shop").nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.deploy();

            assertThat(((Outcome.Failed) result.target("eu").outcome()).phase())
                    .isEqualTo(((Outcome.Failed) without).phase());
            assertThat(result.runProblems()).isEmpty();
            assertThat(rollout.told(DeployEvent.HookFinished.class)
                            .filter(event -> event.hook().equals("on_failure"))
                            .map(event -> event.problem().orElse("")))
                    .containsExactly("on_failure 'page' failed: IOException: the pager is off");
        }
    }

    @Test
    void code_is_told_of_every_target_that_a_run_takes_back() {
        try (Rollout rollout = two().hooks(
                        Hook.onFailure("page", noting("failed:")), Hook.onRollback("tell", noting("back:")))
                .policy(DeployPolicy.builder()
                        .onFailure(OnFailure.ROLL_BACK_ALL)
                        .build())) {
            rollout.servers.at("us.example.com").app("shop").nextDeployment(Behaviour.imageMissing());

            DeployResult result = rollout.deploy();

            assertThat(result.target("eu").outcome()).isInstanceOf(Outcome.RolledBack.class);
            assertThat(done)
                    .anySatisfy(line -> assertThat(line).startsWith("failed: us"))
                    .contains("back: eu " + result.target("eu").outcome().summary());
        }
    }

    @Test
    void a_rollback_that_was_asked_for_runs_what_follows_a_rollback_and_nothing_else() {
        try (Rollout rollout = two().hooks(
                        Hook.globalPreDeploy("freeze", at -> done.add("freeze")),
                        Hook.preDeploy("dump", at -> done.add("dump")),
                        Hook.onRollback("tell", at -> done.add("back " + at.target())))) {
            rollout.deploy();
            done.clear();

            DeployResult result = rollout.rollBack(EarlierVersion.previous());

            assertThat(result.isDone()).isTrue();
            assertThat(done).containsExactlyInAnyOrder("back eu", "back us");
        }
    }

    @Test
    void plans_and_lookers_on_run_no_code() {
        try (Rollout rollout = two().hooks(
                        Hook.globalPreDeploy("freeze", at -> done.add("freeze")),
                        Hook.onFailure("page", noting("page")))) {
            rollout.plan();

            assertThat(done).isEmpty();
        }
    }

    @Test
    void a_hook_that_takes_too_long_is_interrupted_and_has_failed() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Rollout rollout = two().hooks(Hook.globalPreDeploy("wait", at -> {
                    started.countDown();
                    waitInVain(interrupted);
                })
                .within(Duration.ofSeconds(5))
                .on(threads))) {
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

            DeployResult result = rollout.world.await(run);

            assertThat(result.runProblems()).containsExactly("global_pre_deploy 'wait' was stopped after 5 s");
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void waitInVain(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @Test
    void the_limit_of_the_policy_holds_where_a_hook_has_none_of_its_own() {
        try (Rollout rollout = two().hooks(
                        Hook.globalPreDeploy("wait", at -> {}).on(task -> {}))
                .policy(DeployPolicy.builder()
                        .hookTimeout(Duration.ofSeconds(7))
                        .build())) {
            assertThat(rollout.deploy().runProblems())
                    .containsExactly("global_pre_deploy 'wait' was stopped after 7 s");
        }
    }

    @Test
    void cancelling_interrupts_a_running_hook() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Rollout rollout = two().hooks(Hook.globalPreDeploy("wait", at -> {
                    started.countDown();
                    waitInVain(interrupted);
                })
                .on(threads))) {
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));

            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void threads_that_are_refused_are_a_failure_and_not_a_hang() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdownNow();
        try (Rollout rollout =
                two().hooks(Hook.globalPreDeploy("wait", at -> {}).on(closed))) {
            assertThat(rollout.deploy().runProblems())
                    .singleElement()
                    .asString()
                    .startsWith("global_pre_deploy 'wait' failed: RejectedExecutionException");
        }
    }

    @Test
    void hooks_are_told_apart_by_place_and_name() {
        try (Rollout rollout = two().hooks(
                        Hook.preDeploy("check", at -> {}),
                        Hook.postDeploy("check", at -> {}),
                        Hook.preDeploy("check", at -> {}))) {
            assertThatThrownBy(rollout::deploy).hasMessageContaining("there is a hook pre_deploy 'check' already");
            assertThatThrownBy(() -> Hook.preDeploy(" ", at -> {})).hasMessageContaining("a hook needs a name");
            assertThatThrownBy(() -> Hook.globalPreDeploy("all", at -> {}).only("eu"))
                    .hasMessageContaining("global_pre_deploy 'all' is not a hook of single targets");
        }
    }

    private static DeployPolicy keepGoing() {
        return DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build();
    }
}
