package dev.haloy.examples;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.Servers;
import dev.haloy.client.LogOptions;
import dev.haloy.client.ServerDirectory;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigSchema;
import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.Gate;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.SavedPlan;
import dev.haloy.operate.LogFollowing;
import dev.haloy.operate.LogListener;
import dev.haloy.operate.ServerLogListener;
import dev.haloy.operate.StopOptions;
import dev.haloy.operate.StopResult;
import dev.haloy.operate.TunnelOptions;
import dev.haloy.secret.Secret;
import dev.haloy.testkit.HaloyServers;
import dev.haloy.testkit.Rehearsal;
import dev.haloy.testkit.WithHaloyServers;
import dev.haloy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lines of Java on the cheat sheet do. */
@WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
class CheatSheetTest {
    @TempDir
    private Path folder;

    @Test
    void targets_are_chosen_and_deployed(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        assertThat(project.target("production").deploy()).allDeployed();
        assertThat(project.targets("staging", "production").deploy()).allDeployed();
        assertThat(project.allTargets().deploy()).allDeployed();
        assertThat(project.allTargets().includingProtected().deploy()).allDeployed();
    }

    @Test
    void plans_are_written_down_and_runs_gone_on_with(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        String json = project.allTargets().plan().saved().toJson();

        DeployResult result = project.planned(SavedPlan.parse(json)).deploy();

        String runId = result.runId();

        assertThat(result).allDeployed();
        assertThat(project.resume(runId)).allDeployed();
        assertThat(world.at("prod.haloy.com")).receivedDeployments(1);
    }

    @Test
    void what_runs_in_staging_is_promoted(HaloyServers world) throws IOException {
        Files.writeString(
                folder.resolve("haloy.yaml"),
                "name: shop\nimage: shop:v1\ntargets:\n"
                        + "  staging: {server: staging.haloy.com}\n  production: {server: prod.haloy.com}\n");
        Project project = world.load(folder.toString());
        project.target("staging").deploy();

        assertThat(project.promote("staging").to("production").deploy()).allDeployed();
        assertThat(project.allTargets().plan().hasChanges()).isFalse();
    }

    @Test
    void a_file_without_targets_is_deployed(HaloyServers world) throws IOException {
        Files.writeString(folder.resolve("haloy.yaml"), "name: solo\nimage: nginx:1\nserver: prod.haloy.com\n");
        Project project = world.load(folder.toString());

        assertThat(project.onlyTarget().deploy()).allDeployed();
    }

    @Test
    void targets_may_be_deployed_without_waiting_or_in_spite_of_failures(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        DeployPolicy detached = DeployPolicy.builder().detach(true).build();
        DeployPolicy goingOn =
                DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build();

        assertThat(project.withPolicy(goingOn).allTargets().deploy()).allDeployed();
        DeployResult accepted = project.withPolicy(detached).allTargets().tryDeploy();
        String runId = accepted.runId();
        assertThat(accepted).exitsWith(0);
        assertThat(project.attachAsync(runId).join()).allDeployed();
    }

    @Test
    void what_a_file_means_is_shown_without_any_server(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        assertThat(project.targetKeys()).containsExactly("production", "staging");
        assertThat(project.problems()).isEmpty();
        assertThat(project.allTargets().targets()).hasSize(2);
    }

    @Test
    void servers_say_what_they_run(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        assertThat(project.target("production").status()).hasSize(1);
        assertThat(project.allTargets().status()).hasSize(2);
    }

    @Test
    void apps_are_stopped(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        project.allTargets().deploy();

        assertThat(project.target("production").stop()).allMatch(StopResult::isDone);
        assertThat(project.allTargets().includingProtected().stop(StopOptions.removingContainers()))
                .extracting(StopResult::end)
                .containsOnly(StopResult.End.REMOVED);
    }

    @Test
    void what_containers_print_is_read_and_followed(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        project.target("production").deploy();
        LogListener listener = (target, line) -> {};

        assertThat(project.target("production").logs())
                .allMatch(log -> log.problem().isEmpty());
        LogFollowing following = project.target("production").followLogs(LogOptions.ofDefaults(), listener);
        following.close();
        assertThat(following.end()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void tokens_are_kept_listed_and_deleted(HaloyServers world) {
        Servers servers = Haloy.servers(world.home(folder).world());
        Secret token = Secret.of("t0ken");

        servers.add("prod.haloy.com", token);

        assertThat(servers.list()).extracting(ServerDirectory.Entry::written).containsExactly("prod.haloy.com");
        assertThat(KnownServers.run(servers, "staging.haloy.com", token)).hasSize(2);
        assertThat(servers.delete("prod.haloy.com")).isTrue();
    }

    @Test
    void earlier_versions_come_back(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        DeployPolicy allOrNothing =
                DeployPolicy.builder().onFailure(OnFailure.ROLL_BACK_ALL).build();
        String id = running(project.target("production").deploy());
        project.target("production").deploy();

        assertThat(project.target("production").rollbackTargets()).hasSize(1);
        assertThat(project.target("production").rollbackToPrevious()).allDeployed();
        assertThat(project.target("production").rollbackTo(id)).allDeployed();
        assertThat(project.withPolicy(allOrNothing).target("production").tryDeploy())
                .allDeployed();
    }

    @Test
    void rollouts_go_in_waves(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        DeployPolicy careful = DeployPolicy.builder()
                .waves("1", "30%", "rest")
                .addGates(Gate.soak(Duration.ofMinutes(5)))
                .failureBudget(2)
                .runDeadline(Duration.ofHours(1))
                .build();

        assertThat(project.withPolicy(careful).allTargets().deploy()).allDeployed();
    }

    private static String running(DeployResult result) {
        return ((Outcome.Deployed) result.target("production").outcome()).id().value();
    }

    @Test
    void containers_and_servers_are_worked_with(HaloyServers world) throws Exception {
        Project project = world.load("haloy.yaml");
        project.target("production").deploy();
        ServerLogListener listener = (server, entry) -> {};

        assertThat(project.target("production").containers().exec("printenv", "HOME"))
                .hasSize(1);
        project.target("production")
                .containers()
                .openTunnel(TunnelOptions.fromFreePort())
                .close();
        assertThat(project.allTargets().containers().planImagePruning(OptionalInt.empty()))
                .hasSize(2);
        assertThat(project.target("production").servers().versions()).hasSize(1);
        assertThat(project.target("production").servers().registries()).hasSize(1);
        project.target("production").servers().followLogs(false, listener).close();
    }

    @Test
    void servers_log_in_to_registries(HaloyServers world) {
        Project project = world.load("haloy.yaml");
        world.at("prod.haloy.com").registry("registry.example.com").account("bot", "good");
        Secret password = Secret.of("good");

        assertThat(project.target("production").servers().loginToRegistry("registry.example.com", "bot", password))
                .allMatch(answer -> answer.problem().isEmpty());
        assertThat(project.target("production").servers().logoutOfRegistry("registry.example.com"))
                .allMatch(answer -> answer.value().orElseThrow());
    }

    @Test
    void all_known_servers_are_asked_and_programs_may_keep_tokens(HaloyServers world) {
        Servers servers = Haloy.servers(world.home(folder).world());
        Secret token = Secret.of(world.at("prod.haloy.com").token());
        servers.add("prod.haloy.com", token);

        assertThat(servers.all().versions()).hasSize(1);
        // No program runs in a test that has not said so.
        assertThatThrownBy(() -> servers.replaceInHelper("pass", "prod.haloy.com", token))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void configurations_explain_themselves(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        assertThat(project.target("production").explain("replicas").toString()).contains("3");
        assertThat(project.diff("staging", "production").toString()).contains("replicas");
        assertThat(ConfigSchema.text(LoadedConfig.Format.YAML)).contains("replicas");
        assertThat(HaloyServers.of("prod.haloy.com").open()).isEmpty();
    }

    @Test
    void rollouts_are_rehearsed(HaloyServers world) {
        Project project = world.load("haloy.yaml");

        assertThat(Rehearsal.of(project).runs(10).run()).isGood();
    }
}
