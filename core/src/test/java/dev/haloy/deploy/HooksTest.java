package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.world.ProcessRunner.Command;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HooksTest {
    private static final String HOOKED = """
            name: shop
            image: ghcr.io/org/shop:v2
            global_pre_deploy: [build]
            global_post_deploy: [announce]
            pre_deploy: [migrate]
            post_deploy: [smoke]
            targets:
              eu: {server: eu.example.com}
              us: {server: us.example.com}
            """;

    private static Rollout hooked() {
        Rollout rollout = Rollout.of(HOOKED);
        rollout.server("eu.example.com");
        rollout.server("us.example.com");
        return rollout;
    }

    @Test
    void hooks_run_around_everything_and_around_each_target() {
        try (Rollout rollout = hooked()) {
            assertThat(rollout.deploy().isDone()).isTrue();

            assertThat(rollout.processes.commands())
                    .containsExactly("build", "migrate", "migrate", "smoke", "smoke", "announce");
        }
    }

    @Test
    void a_hook_knows_its_target_and_never_a_token() {
        try (Rollout rollout = hooked().variables(Map.of("HALOY_API_TOKEN", Rollout.TOKEN, "PATH", "/bin"))) {
            rollout.deploy();

            Command smoke = rollout.processes.started.get(3);
            assertThat(smoke.environment())
                    .containsEntry("HALOY_APP", "shop")
                    .containsEntry("HALOY_IMAGE", "ghcr.io/org/shop:v2")
                    .containsEntry("PATH", "/bin")
                    .containsKeys("HALOY_TARGET", "HALOY_SERVER", "HALOY_DEPLOYMENT_ID", "HALOY_RUN_ID");
            assertThat(rollout.processes.started)
                    .allSatisfy(command -> assertThat(command.environment()).doesNotContainValue(Rollout.TOKEN));
        }
    }

    @Test
    void a_failing_global_hook_keeps_everything_from_starting() {
        try (Rollout rollout = hooked()) {
            rollout.processes.fail("build", 2);

            DeployResult result = rollout.deploy();

            assertThat(rollout.processes.commands()).containsExactly("build");
            assertThat(result.runProblems())
                    .singleElement()
                    .asString()
                    .contains("global_pre_deploy[0] 'build'", "exit status 2");
            assertThat(result.targets())
                    .allSatisfy(target -> assertThat(target.outcome()).isInstanceOf(Outcome.Skipped.class));
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void a_failing_hook_of_a_target_fails_that_target_and_what_was_accepted_is_followed_to_its_end() {
        try (Rollout rollout = Rollout.of("""
                image: ghcr.io/org/shop:v2
                targets:
                  eu: {server: eu.example.com}
                  us: {server: us.example.com, pre_deploy: [slow, broken]}
                """)) {
            rollout.server("eu.example.com");
            rollout.server("us.example.com");
            rollout.processes.last("slow", Duration.ofSeconds(2)).fail("broken", 1);

            DeployResult result = rollout.deploy();

            assertThat(((Outcome.Failed) result.target("us").outcome()).phase()).isEqualTo(Phase.PRE_DEPLOY);
            assertThat(result.target("eu").isDeployed()).isTrue();
            assertThat(rollout.requests("us.example.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void after_a_failed_deployment_no_post_hook_runs() {
        try (Rollout rollout = Rollout.of("""
                {name: shop, server: prod.example.com, image: "shop:v2", domains: [{domain: a.example.com}],
                 post_deploy: [smoke], global_post_deploy: [announce]}
                """)) {
            rollout.server("prod.example.com").app("shop").nextDeployment(Behaviour.failsHealthCheck());

            assertThat(rollout.deploy().exitCode()).isEqualTo(1);

            assertThat(rollout.processes.commands()).isEmpty();
        }
    }

    @Test
    void a_failing_hook_after_the_deployment_is_a_failure_that_names_the_new_version() {
        try (Rollout rollout = hooked()) {
            rollout.processes.fail("smoke", 7);

            DeployResult result = rollout.deploy();

            Outcome.Failed failed = (Outcome.Failed) result.target("eu").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.POST_DEPLOY);
            assertThat(failed.nowRunning()).hasSize(1);
            assertThat(rollout.processes.commands()).doesNotContain("announce");
        }
    }

    @Test
    void a_hook_that_takes_too_long_is_killed() {
        try (Rollout rollout = hooked().policy(DeployPolicy.builder()
                .hookTimeout(Duration.ofSeconds(5))
                .build())) {
            rollout.processes.last("build", Duration.ofHours(1));

            DeployResult result = rollout.deploy();

            assertThat(rollout.processes.killed).containsExactly("build");
            assertThat(result.runProblems()).singleElement().asString().contains("was stopped after 5 s");
        }
    }

    @Test
    void cancelling_kills_a_running_hook() {
        try (Rollout rollout = hooked()) {
            rollout.processes.last("build", Duration.ofHours(1));
            var run = rollout.start();
            rollout.time.advance(Duration.ofSeconds(2));

            run.cancel(true);
            rollout.time.advance(Duration.ofSeconds(1));

            assertThat(rollout.processes.killed).containsExactly("build");
        }
    }

    @Test
    void secrets_that_hooks_and_containers_echo_reach_nobody() {
        String sentinel = "sentinel-7f3a";
        try (Rollout rollout = Rollout.of("""
                {name: shop, server: prod.example.com, image: "shop:v2", domains: [{domain: a.example.com}],
                 env: [{name: PASSWORD, from: {env: SHOP_PASSWORD}}], pre_deploy: [leak, "echo sentinel-7f3a"]}
                """).variables(Map.of("SHOP_PASSWORD", sentinel))) {
            rollout.processes.print("leak", "the password is " + sentinel);
            rollout.server("prod.example.com")
                    .app("shop")
                    .nextDeployment(Behaviour.failsHealthCheck().printing("cannot log in with " + sentinel));

            DeployResult result = rollout.deploy();

            assertThat(result.target("shop").outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(rollout.events.toString() + result)
                    .contains("the password is ***")
                    .doesNotContain(sentinel);
        }
    }

    @Test
    void no_hook_runs_when_every_target_has_an_obstacle_from_the_start() {
        try (Rollout rollout = Rollout.of("""
                {name: shop, image: {repository: nginx}, global_pre_deploy: [build],
                 targets: {eu: {server: eu.example.com}, us: {server: us.example.com}}}
                """).tokens(target -> {
            throw new RunRefusedException("no token is known");
        })) {
            rollout.server("eu.example.com");
            rollout.server("us.example.com");

            DeployResult result = rollout.deploy();

            assertThat(rollout.processes.commands()).isEmpty();
            assertThat(result.targets())
                    .allSatisfy(target -> assertThat(((Outcome.Failed) target.outcome()).phase())
                            .isEqualTo(Phase.PREFLIGHT));
        }
    }
}
