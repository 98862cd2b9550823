package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyTesting.always;
import static dev.haloy.testkit.HaloyTesting.assertThat;
import static dev.haloy.testkit.HaloyTesting.crashLoops;
import static dev.haloy.testkit.HaloyTesting.failsCertificate;
import static dev.haloy.testkit.HaloyTesting.failsHealthCheck;
import static dev.haloy.testkit.HaloyTesting.healthy;
import static dev.haloy.testkit.HaloyTesting.healthyAfter;
import static dev.haloy.testkit.HaloyTesting.imageMissing;
import static dev.haloy.testkit.HaloyTesting.never;
import static dev.haloy.testkit.HaloyTesting.oneSickReplica;
import static dev.haloy.testkit.HaloyTesting.replicas;
import static dev.haloy.testkit.HaloyTesting.slowHealth;
import static dev.haloy.testkit.HaloyTesting.twoOf;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.OnFailure;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.script.Behaviour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every phrase that tests of rollouts are written with, from one import. */
@WithHaloyServers({"eu.haloy.com", "us.haloy.com"})
class HaloyTestingTest {
    private static final Project PROJECT = Haloy.app("shop")
            .image("shop:v2")
            .target("eu", t -> t.server("eu.haloy.com").replicas(2).domain("shop.example.com"))
            .target("us", t -> t.server("us.haloy.com").replicas(3).domain("shop.example.org"))
            .project()
            .withPolicy(DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build());

    @Test
    void servers_results_plans_and_configurations_are_spoken_of_in_one_language(HaloyServers servers) {
        EmbeddedHaloyd eu = servers.at("eu.haloy.com");
        eu.app("shop").running("v1", replicas(2)).nextDeployment(failsHealthCheck());
        Project project = servers.bind(PROJECT);

        assertThat(project.allTargets().plan()).hasTargets("eu", "us").deploysFirst("us");
        DeployResult result = project.allTargets().tryDeploy();

        assertThat(result)
                .target("eu")
                .failedBecause("health check")
                .stillServes("v1")
                .target("us")
                .isDeployed();
        assertThat(eu).hasRunning("shop", "v1").receivedDeployments(1);
        assertThat(servers.at("us.haloy.com")).hasRunning("shop", "v2").receivedDeployments(1);
        assertThat(project).target("us").replicas(3);

        assertThat(project.target("eu").tryDeploy()).allDeployed();
    }

    @Test
    void a_rehearsal_is_held_against_what_must_never_happen() {
        RehearsalReport report = Rehearsal.of(PROJECT.withPolicy(
                        DeployPolicy.builder().maxParallelServers(1).build()))
                .runs(10)
                .seed(42)
                .require(never(twoOf("eu", "us").updatingAtOnce()))
                .require(always(run -> run.healthyFraction() >= 0.5))
                .run();

        assertThat(report).isGood();
    }

    @Test
    void servers_break_in_all_the_ways_they_can(HaloyServers servers) {
        for (Behaviour bad : List.of(crashLoops(), imageMissing(), failsCertificate(), slowHealth(6))) {
            servers.at("eu.haloy.com").app("shop").nextDeployment(bad);
            assertThat(servers.bind(PROJECT).target("eu").tryDeploy()).exitsWith(1);
        }
        for (Behaviour good :
                List.of(healthy(), slowHealth(2), healthyAfter(Duration.ofSeconds(3)), oneSickReplica(1))) {
            servers.at("eu.haloy.com").app("shop").nextDeployment(good);
            assertThat(servers.bind(PROJECT).target("eu").tryDeploy()).allDeployed();
        }
    }

    @Test
    void a_server_whose_clock_is_wrong_is_deployed_to_like_any_other(HaloyServers servers) {
        servers.at("eu.haloy.com").clockAhead(Duration.ofHours(3));
        servers.at("us.haloy.com").clockAhead(Duration.ofDays(-1));

        assertThat(servers.bind(PROJECT).allTargets().tryDeploy()).allDeployed();
    }
}
