package dev.haloy.testkit;

import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.TargetResult;
import dev.haloy.embedded.fault.Endpoint;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithHaloyServers({Shop.EU, Shop.US})
class TargetResultAssertTest {
    private static DeployResult good(HaloyServers servers) {
        return Shop.on(servers).target("eu").tryDeploy();
    }

    private static DeployResult unhealthy(HaloyServers servers) {
        servers.at(Shop.EU)
                .app("shop")
                .running("v1")
                .nextDeployment(failsHealthCheck().printing("no database"));
        return good(servers);
    }

    @Test
    void deployed_and_serving_the_new_version(HaloyServers servers) {
        assertThat(good(servers)).target("eu").isDeployed().serves("v2");
    }

    @Test
    void not_deployed_shows_what_the_server_and_the_containers_said(HaloyServers servers) {
        DeployResult result = unhealthy(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").isDeployed()))
                .startsWith("""

                        Expecting target:
                          eu (eu.example.com)  failed (on the server): health check failed""")
                .containsSubsequence(
                        "to be deployed\nbut it was not\neu.example.com said:\n  2026-01-01T00:00:",
                        "ERROR <id> The deployment failed: health check failed: ")
                .endsWith("its containers printed:\n  no database\n");
    }

    @Test
    void a_failed_health_check_is_found_by_its_name_in_any_case(HaloyServers servers) {
        assertThat(unhealthy(servers))
                .target("eu")
                .failedBecause("health check")
                .failedBecause("Health Check")
                .failedBecause("on the server");
    }

    @Test
    void another_reason_is_not_the_expected_one(HaloyServers servers) {
        DeployResult result = unhealthy(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").failedBecause("certificate")))
                .contains("to have failed because of:\n  \"certificate\"\nbut the reason was another\n"
                        + "eu.example.com said:\n");
    }

    @Test
    void a_success_did_not_fail(HaloyServers servers) {
        DeployResult result = good(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").failedBecause("health check")))
                .startsWith("""

                        Expecting target:
                          eu (eu.example.com)  deployed <id>, 1 container running
                        to have failed because of:
                          "health check"
                        but it did not fail
                        eu.example.com said:
                        """);
    }

    @Test
    void an_end_that_nobody_knows_is_unknown_and_a_known_one_is_not(HaloyServers servers) {
        servers.at(Shop.EU)
                .fault(FaultRule.next(Endpoint.DEPLOY, Fault.replyLost()))
                .fault(new FaultRule(Endpoint.STATUS, 2, Integer.MAX_VALUE, Fault.reset()))
                .fault(FaultRule.every(Endpoint.SERVER_LOGS, Fault.reset()))
                .fault(FaultRule.every(Endpoint.DEPLOYMENT_LOGS, Fault.reset()));
        DeployResult result = Shop.on(servers)
                .withPolicy(
                        DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build())
                .allTargets()
                .tryDeploy();

        assertThat(result).exitsWith(3).target("eu").isUnknown().target("us").isDeployed();
        assertThat(Shop.messageOf(() -> assertThat(result).target("us").isUnknown()))
                .contains("to have an unknown end\nbut its end is known\n");
    }

    @Test
    void what_was_not_started_was_skipped(HaloyServers servers) {
        servers.hooks().fails("make test", 1);
        DeployResult result = servers.bind(
                        Shop.app().globalPreDeploy("make test").project())
                .allTargets()
                .tryDeploy();

        assertThat(result).target("eu").wasSkipped().target("us").wasSkipped();
        assertThat(Shop.messageOf(() -> assertThat(result).target("us").isDeployed()))
                .contains("skipped: not started because something else failed first");
    }

    @Test
    void superseded_by_somebody_else_is_an_end_of_its_own() {
        DeployResult result = resultOf(new Outcome.Superseded(new DeploymentId("d-43")));

        assertThat(result).target("eu").isSuperseded();
        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").isDeployed()))
                .contains("superseded by d-43");
    }

    @Test
    void the_old_version_still_serves_by_tag_and_by_id(HaloyServers servers) {
        DeployResult result = unhealthy(servers);
        String id = servers.at(Shop.EU).running("shop").orElseThrow().deploymentId();

        assertThat(result).target("eu").stillServes("v1").stillServes(id);
        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").stillServes("v0")))
                .contains("to still serve:\n  \"v0\"\nbut it serves:\n  v1 (<id>)\n");
    }

    @Test
    void the_new_version_does_not_still_serve_even_under_the_old_tag(HaloyServers servers) {
        servers.at(Shop.EU).app("shop").running("v2");
        DeployResult result = good(servers);

        assertThat(result).target("eu").serves("v2");
        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").stillServes("v2")))
                .contains("but what it serves was deployed by this run\n");
    }

    @Test
    void nothing_serves_where_a_first_deployment_failed(HaloyServers servers) {
        servers.at(Shop.EU).app("shop").nextDeployment(failsHealthCheck());
        DeployResult result = good(servers);

        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").stillServes("v1")))
                .contains("but it serves:\n  nothing\n");
    }

    @Test
    void an_app_without_domains_serves_what_runs(HaloyServers servers) {
        servers.at(Shop.US).app("shop").runningAs("01aaaaaaaaaaaaaaaaaaaaaaaa", "v1", 1);
        servers.at(Shop.US).image("shop:v2").missing();

        DeployResult result = Shop.on(servers).target("us").tryDeploy();

        assertThat(result).target("us").failedBecause("image").stillServes("v1");
    }

    @Test
    void a_result_that_says_something_else_runs_than_is_served_is_caught(HaloyServers servers) {
        servers.at(Shop.EU).app("shop").running("v1");
        DeployResult wrong = resultOf(failed("d-41"));
        Origins.remember(wrong, servers);

        assertThat(Shop.messageOf(() -> assertThat(wrong).target("eu").stillServes("v1")))
                .contains("but the result says that something else runs than what is really served:\n  v1 (<id>)\n");
    }

    @Test
    void a_result_from_elsewhere_is_taken_at_its_word_about_ids() {
        DeployResult result = resultOf(failed("d-41"));

        assertThat(result).target("eu").stillServes("d-41").failedBecause("health check");
        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").stillServes("v1")))
                .contains("but it serves:\n  d-41\n")
                .endsWith("its containers printed:\n  no database\n");
    }

    @Test
    void a_result_from_elsewhere_that_does_not_say_what_runs_proves_nothing() {
        DeployResult result = resultOf(new Outcome.Skipped(Outcome.Reason.CANCELLED));

        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").stillServes("v1")))
                .contains("but the result does not say what runs, and it was not made with HaloyServers");
    }

    @Test
    void a_roll_back_failed_for_its_reason_and_serves_what_it_went_back_to() {
        DeployResult result = resultOf(new Outcome.RolledBack(new DeploymentId("d-44"), failed("d-41")));

        assertThat(result).target("eu").failedBecause("health check").serves("d-44");
        assertThat(Shop.messageOf(() -> assertThat(result).target("eu").isDeployed()))
                .contains("rolled back to d-44");
    }

    @Test
    void equal_results_of_different_servers_are_not_mixed_up() {
        try (HaloyServers one = Shop.servers();
                HaloyServers two = Shop.servers()) {
            one.at(Shop.EU).app("shop").running("v1");
            two.at(Shop.EU).app("shop").running("other");
            DeployResult first = unhealthyAs(one);
            DeployResult second = unhealthyAs(two);

            assertThat(first).target("eu").stillServes("v1");
            assertThat(second).target("eu").stillServes("other");
        }
    }

    private static DeployResult unhealthyAs(HaloyServers servers) {
        DeployResult result = resultOf(new Outcome.Unknown("nothing", "look"));
        Origins.remember(result, servers);
        return result;
    }

    private static Outcome.Failed failed(String nowRunning) {
        return new Outcome.Failed(
                Outcome.Phase.SERVER,
                "the health check failed",
                List.of(new DeploymentId(nowRunning)),
                List.of("no database"));
    }

    private static DeployResult resultOf(Outcome outcome) {
        TargetResult target = new TargetResult("eu", "shop", Shop.EU, outcome, Duration.ZERO);
        return new DeployResult("run-1", List.of(target), List.of(), false, Duration.ZERO);
    }
}
