package dev.haloy.examples;

import static dev.haloy.embedded.script.Behaviour.imageMissing;
import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Project;
import dev.haloy.config.ValueSource;
import dev.haloy.deploy.DeployResult;
import dev.haloy.lock.LockStore;
import dev.haloy.operate.TargetStatus;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.WithHaloyServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
class ExamplesTest {
    @Test
    void all_targets_are_deployed_and_each_has_its_verdict(HaloyServers servers) {
        DeployResult result = DeployAllTargets.run(servers.load("haloy.yaml"));

        assertThat(result).allDeployed().exitsWith(0);
    }

    @Test
    void a_target_that_fails_takes_the_verdict_of_no_other(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").nextDeployment(imageMissing());

        DeployResult result = DeployAllTargets.run(servers.load("haloy.yaml"));

        assertThat(result).exitsWith(1).target("staging").isDeployed();
    }

    @Test
    void a_plan_is_applied_after_a_yes(HaloyServers servers) {
        PlanThenApply.run(servers.load("haloy.yaml"), question -> true);

        assertThat(servers.at("prod.haloy.com")).hasRunning("my-app", "v1.2.3").receivedDeployments(1);
        assertThat(servers.at("staging.haloy.com")).hasRunning("my-app", "main").receivedDeployments(1);
    }

    @Test
    void a_plan_changes_nothing_after_a_no(HaloyServers servers) {
        PlanThenApply.run(servers.load("haloy.yaml"), question -> false);

        assertThat(servers.at("prod.haloy.com")).hasNothingRunning("my-app").receivedDeployments(0);
    }

    @Test
    void a_rollout_is_rehearsed_from_what_runs_before_it_is_done(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").running("v1");

        Optional<DeployResult> result =
                RehearseFirst.run(servers.load("haloy.yaml").allTargets());

        assertThat(result.orElseThrow()).allDeployed();
    }

    @Test
    void production_gets_the_image_that_was_tried_in_staging(HaloyServers servers, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("haloy.yaml");
        String shop = "name: shop\nimage: ghcr.io/my-org/shop:v1\ntargets:\n"
                + "  staging: {server: staging.haloy.com}\n  production: {server: prod.haloy.com}\n";
        Files.writeString(file, shop);
        servers.load(file.toString()).target("staging").deploy();
        Files.writeString(file, shop.replace("shop:v1", "shop:v2"));

        assertThat(PromoteToProduction.run(servers.load(file.toString()))).allDeployed();

        assertThat(servers.at("prod.haloy.com")).hasRunning("shop", "v1");
    }

    @Test
    void a_project_described_in_java_is_deployed_like_one_from_a_file(HaloyServers servers) {
        DeployResult result = servers.bind(NoFileAtAll.describe()).allTargets().deploy();

        assertThat(result).allDeployed();
        assertThat(servers.at("prod.haloy.com").containers("my-app")).hasSize(3);
    }

    @Test
    void policy_secrets_and_listener_come_from_the_application(HaloyServers servers) {
        Project project = servers.bind(
                dev.haloy.App.of(servers.load("haloy.yaml").config().app())
                        .env("DATABASE_URL", ValueSource.secret("vault:db.url"))
                        .project());

        DeployResult result = YourOwnRules.run(project, Map.of("db.url", "postgres://db/my-app"));

        assertThat(result).allDeployed();
    }

    @Test
    void waves_follow_each_other_while_the_gates_open(HaloyServers servers) {
        assertThat(InWaves.run(servers.load("haloy.yaml"), () -> 0.001)).allDeployed();
    }

    @Test
    void what_the_first_wave_did_is_taken_back_when_a_gate_stays_closed(HaloyServers servers) {
        DeployResult result = InWaves.run(servers.load("haloy.yaml"), () -> 0.2);

        assertThat(result).exitsWith(1);
        assertThat(servers.at("prod.haloy.com")).hasNothingRunning("my-app");
        assertThat(servers.at("staging.haloy.com")).hasNothingRunning("my-app");
    }

    @Test
    void hooks_in_code_run_around_deployments(HaloyServers servers) {
        List<String> backups = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        servers.at("prod.haloy.com").app("my-app").nextDeployment(imageMissing());

        DeployResult result = HooksInCode.run(servers.load("haloy.yaml"), backups::add, pages::add);

        assertThat(result).exitsWith(1);
        assertThat(backups).containsExactly("production");
        assertThat(pages).singleElement().asString().startsWith("production: ");
    }

    @Test
    void a_run_takes_the_locks_of_its_targets_and_gives_them_back(HaloyServers servers, @TempDir Path folder) {
        DeployResult result = TakeTurns.run(servers.load("haloy.yaml"), folder);

        assertThat(result).allDeployed();
        LockStore.Attempt next =
                LockStore.in(folder).take("prod.haloy.com/my-app", "me", Duration.ofMinutes(1), InstantSource.system());
        assertThat(next).isEqualTo(new LockStore.Taken(2, Optional.empty()));
    }

    @Test
    void the_status_has_a_line_per_target(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").running("v1.2.2", 2, "my-app.com");

        List<TargetStatus> status = AskForStatus.run(servers.load("haloy.yaml"));

        assertThat(status).extracting(TargetStatus::target).containsExactly("production", "staging");
        assertThat(status).extracting(TargetStatus::isRunning).containsExactly(true, false);
    }

    @Test
    void an_image_from_a_file_reaches_every_server(HaloyServers servers, @TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("haloy.yaml"), """
                name: my-app
                image: {repository: my-app, builder: {push: server}}
                targets:
                  production: {server: prod.haloy.com}
                  staging: {server: staging.haloy.com}
                """);

        DeployResult result = SendImageFromFile.run(
                servers.load(config), TinyImage.writeTo(folder.resolve("my-app.tar"), "the only layer"));

        assertThat(result).allDeployed();
        assertThat(result.bytesSent()).isEqualTo(2 * "the only layer".length());
    }

    @Test
    void a_command_runs_in_every_container_and_a_tunnel_leads_to_one(HaloyServers servers) {
        servers.at("prod.haloy.com").app("my-app").running("v1.2.2", 2, "my-app.com");

        assertThat(RunInContainers.run(servers.load("haloy.yaml").target("production")))
                .singleElement()
                .satisfies(each -> assertThat(each.results()).hasSize(2));
    }

    @Test
    void every_request_goes_through_the_client_that_was_given(HaloyServers servers) {
        HttpClient client = servers.world().http();

        DeployResult result = YourOwnHttpClient.run(servers.load(Path.of("haloy.yaml")), client);

        assertThat(result).allDeployed();
    }

    @Test
    void a_client_of_ones_own_may_use_a_proxy() {
        HttpClient client = YourOwnHttpClient.throughProxy(InetSocketAddress.createUnresolved("proxy.test", 1));

        assertThat(client.proxy()).isPresent();
    }
}
