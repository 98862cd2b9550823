package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.Endpoint;
import org.junit.jupiter.api.Test;

@WithHaloyServers(
        value = {Shop.EU, Shop.US},
        seed = 5)
class InjectionTest {
    @Test
    @WithFault(server = Shop.EU, endpoint = Endpoint.DEPLOY, kind = WithFault.Kind.REPLY_LOST)
    @WithFault(endpoint = Endpoint.STATUS, kind = WithFault.Kind.UNAVAILABLE, times = 2)
    void faults_can_be_declared(HaloyServers servers, @At(Shop.EU) EmbeddedHaloyd eu) {
        assertThat(Shop.on(servers).allTargets().tryDeploy()).allDeployed();

        assertThat(eu).receivedDeployments(1);
        assertThat(eu.requests()).anyMatch(request -> request.status().orElse(0) == 503);
        assertThat(eu.requests())
                .filteredOn(request -> request.target().equals("/v1/deploy"))
                .allMatch(request -> request.status().isEmpty());
    }

    @Test
    @WithHaloyServers(Shop.US)
    void the_only_server_needs_no_address(EmbeddedHaloyd only) {
        assertThat(only.address()).isEqualTo(Shop.US);
    }

    @Test
    void a_rehearsal_of_a_file_has_the_seed_of_the_test(
            @OfConfig("src/test/resources/rehearsed.yaml") Rehearsal rehearsal) {
        RehearsalReport report = rehearsal.runs(2).run();

        assertThat(report).isGood().alwaysEnds("eu", "deployed");
        assertThat(report.firstSeed()).isEqualTo(5);
    }

    @Test
    void a_deployment_starts_no_thread(HaloyServers servers) {
        Project project = servers.bind(Haloy.app("shop")
                .image("shop:v2")
                .target("eu", t -> t.server(Shop.EU).preDeploy("make test"))
                .project());
        Thread test = Thread.currentThread();
        boolean[] elsewhere = {false};

        assertThat(project.on(DeployEvent.class, event -> elsewhere[0] |= Thread.currentThread() != test)
                        .target("eu")
                        .tryDeploy())
                .allDeployed();
        assertThat(elsewhere[0]).isFalse();
    }
}
