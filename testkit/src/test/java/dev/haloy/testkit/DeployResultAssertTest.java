package dev.haloy.testkit;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.OnFailure;
import org.junit.jupiter.api.Test;

@WithHaloyServers({Shop.EU, Shop.US})
class DeployResultAssertTest {
    private static DeployResult good(HaloyServers servers) {
        return Shop.on(servers).allTargets().tryDeploy();
    }

    private static DeployResult bad(HaloyServers servers) {
        servers.at(Shop.EU)
                .app("shop")
                .running("v1")
                .nextDeployment(failsHealthCheck().printing("no database"));
        DeployPolicy policy =
                DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build();
        return Shop.on(servers).withPolicy(policy).allTargets().tryDeploy();
    }

    @Test
    void all_deployed_passes_if_every_target_is(HaloyServers servers) {
        assertThat(good(servers)).allDeployed();
    }

    @Test
    void all_deployed_names_the_targets_that_are_not_and_what_their_servers_said(HaloyServers servers) {
        DeployResult result = bad(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).allDeployed()))
                .startsWith("""

                        Expecting result:
                          eu (eu.example.com)  failed (on the server): health check failed""")
                .containsSubsequence(
                        "  us (us.example.com)  deployed <id>, 1 container running\n",
                        "to have deployed every target\nbut these were not deployed:\n  eu (eu.example.com)  failed",
                        "\neu.example.com said:\n  2026-01-01T00:00:",
                        "ERROR <id> The deployment failed: health check failed")
                .doesNotContain("us.example.com said");
    }

    @Test
    void all_deployed_fails_for_a_problem_of_the_run_too(HaloyServers servers) {
        servers.hooks().fails("make clean", 1);
        DeployResult result = servers.bind(
                        Shop.app().globalPostDeploy("make clean").project())
                .allTargets()
                .tryDeploy();

        assertThat(Shop.messageOf(() -> assertThat(result).allDeployed()))
                .contains("but the run had problems:\n  ")
                .contains("make clean");
    }

    @Test
    void all_deployed_does_not_pass_over_protected_targets(HaloyServers servers) {
        DeployResult result = servers.bind(
                        Shop.app().target("eu", t -> t.protect()).project())
                .allTargets()
                .tryDeploy();

        assertThat(result).exitsWith(0).target("eu").wasSkipped();
        assertThat(Shop.messageOf(() -> assertThat(result).allDeployed())).contains("eu ()  skipped: protected");
    }

    @Test
    void a_target_that_was_not_part_of_the_run_is_answered_with_those_that_were(HaloyServers servers) {
        DeployResult result = good(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).target("eur"))).isEqualTo("""

                Expecting result:
                  eu (eu.example.com)  deployed <id>, 1 container running
                  us (us.example.com)  deployed <id>, 1 container running
                to have a target:
                  "eur"
                but its targets are:
                  eu, us
                """);
    }

    @Test
    void exit_status_names_both(HaloyServers servers) {
        DeployResult result = good(servers);

        assertThat(result).exitsWith(0);
        assertThat(Shop.messageOf(() -> assertThat(result).exitsWith(3)))
                .endsWith("to exit with:\n  3\nbut it exits with:\n  0\n");
    }

    @Test
    void a_problem_of_the_run_is_found_by_a_part_of_it_in_any_case(HaloyServers servers) {
        servers.hooks().fails("make test", 2);
        DeployResult result = servers.bind(
                        Shop.app().globalPreDeploy("make test").project())
                .allTargets()
                .tryDeploy();

        assertThat(result)
                .hasRunProblem("MAKE TEST")
                .hasRunProblem("exit status 2")
                .exitsWith(1);
        assertThat(Shop.messageOf(() -> assertThat(result).hasRunProblem("make tea")))
                .contains("to have a problem of the run with:\n  \"make tea\"\nbut there is:\n");
    }

    @Test
    void a_missing_problem_of_the_run_is_said_to_be_missing(HaloyServers servers) {
        DeployResult result = good(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).hasRunProblem("make tea")))
                .endsWith("but there is none\n");
    }

    @Test
    void a_description_stands_before_the_message_of_the_run_and_of_its_targets(HaloyServers servers) {
        DeployResult result = good(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).as("first roll-out").exitsWith(3)))
                .startsWith("[first roll-out] ");
        assertThat(Shop.messageOf(() ->
                        assertThat(result).as("first roll-out").target("eu").wasSkipped()))
                .startsWith("[first roll-out] ");
    }
}
