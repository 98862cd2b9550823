package dev.haloy.examples;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.testkit.HaloyAssertions.assertThat;

import dev.haloy.deploy.DeployResult;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.WithHaloyServers;
import org.junit.jupiter.api.Test;

// tag::rollout[]
@WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
class RolloutTest {
    @Test
    void keeps_the_old_version_when_the_new_one_is_unhealthy(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").running("v1").nextDeployment(failsHealthCheck());

        DeployResult result = servers.load("haloy.yaml").target("production").tryDeploy();

        assertThat(result).target("production").failedBecause("health check").stillServes("v1");
    }
}
// end::rollout[]
