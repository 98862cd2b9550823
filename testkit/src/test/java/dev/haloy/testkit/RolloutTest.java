package dev.haloy.testkit;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
class RolloutTest {
    @BeforeEach
    void settle(HaloyServers servers) {
        servers.workingDirectory(Path.of("src/test/resources/rollout"));
    }

    @Test
    void keeps_the_old_version_when_the_new_one_is_unhealthy(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").running("v1").nextDeployment(failsHealthCheck());

        DeployResult result = servers.load("haloy.yaml").target("production").tryDeploy();

        assertThat(result).target("production").failedBecause("health check").stillServes("v1");
    }

    @Test
    void every_target_runs_the_new_version(HaloyServers servers) {
        DeployResult result = servers.load("haloy.yaml").allTargets().tryDeploy();

        assertThat(result).allDeployed().exitsWith(0).target("staging").serves("v2");
        assertThat(servers.at("prod.haloy.com")).hasRunning("my-app", "v2").receivedDeployments(1);
        assertThat(result.targets()).hasSize(2);
    }
}
