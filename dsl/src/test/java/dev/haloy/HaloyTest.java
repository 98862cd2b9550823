package dev.haloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.haloy.client.ServerDirectory;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ValueSource;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployEvent.TargetFinished;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.DeployResult;
import dev.haloy.deploy.DeploymentFailedException;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.Plan;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.operate.StopFailedException;
import dev.haloy.operate.StopResult;
import dev.haloy.operate.TargetStatus;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaloyTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_is_loaded_and_one_of_its_targets_deployed() throws IOException {
        Bench bench = bench();
        Files.writeString(
                folder.resolve("haloy.yaml"),
                "name: my-app\nimage: nginx:1\ntargets: {production: {server: prod.haloy.com}}\n");

        DeployResult result = Haloy.load(Path.of("haloy.yaml"), bench.world)
                .target("production")
                .deploy();

        assertThat(result.target("production").isDeployed()).isTrue();
        assertThat(bench.servers.at("prod.haloy.com").running("my-app")).isPresent();
    }

    @Test
    void an_app_is_described_and_all_its_targets_deployed() {
        DeployResult result = project(bench()).allTargets().tryDeploy();

        List<String> lines = new ArrayList<>();
        result.targets().forEach(t -> lines.add(t.target() + " " + t.outcome()));
        assertThat(lines).hasSize(2).allMatch(line -> line.contains("Deployed"));
        assertThat(result.isDone()).isTrue();
    }

    @Test
    void an_app_without_targets_has_one() {
        Bench bench = bench();
        Project project = Haloy.app("solo")
                .image("nginx:1")
                .server("prod.haloy.com")
                .project()
                .withWorld(bench.world);

        project.onlyTarget().deploy();

        assertThat(bench.servers.at("prod.haloy.com").running("solo")).isPresent();
    }

    @Test
    void deploy_throws_with_the_whole_result_unless_every_target_was_deployed() {
        Bench bench = bench();
        bench.servers.at("prod.haloy.com").app("my-app").nextDeployment(Behaviour.failsHealthCheck());

        DeploymentFailedException thrown = catchThrowableOfType(
                DeploymentFailedException.class,
                () -> project(bench).allTargets().deploy());

        assertThat(thrown.result().succeeded()).extracting(t -> t.target()).containsExactly("staging");
        assertThat(thrown.result().target("production").outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_plan_is_shown_before_it_is_applied() {
        Bench bench = bench();
        Plan plan = project(bench).targets("staging", "production").plan();

        assertThat(plan.toString()).contains("staging", "production", "nothing");
        assertThat(bench.servers.at("prod.haloy.com").running("my-app")).isEmpty();

        assertThat(plan.deploy().isDone()).isTrue();
        assertThat(bench.servers.at("prod.haloy.com").running("my-app")).isPresent();
    }

    @Test
    void the_status_says_what_runs_and_what_does_not() {
        Bench bench = bench();
        Project project = project(bench);
        project.target("production").deploy();

        List<TargetStatus> status = project.allTargets().status();

        assertThat(status.get(0).isRunning()).isTrue();
        assertThat(status.get(0).containerIds()).hasSize(3);
        assertThat(status.get(1).isRunning()).isFalse();
    }

    @Test
    void stop_throws_with_all_results_unless_every_app_is_stopped() {
        Bench bench = bench();
        Project project = project(bench);
        project.allTargets().deploy();
        bench.servers.at("prod.haloy.com").dockerReachable(false);

        StopFailedException thrown = catchThrowableOfType(
                StopFailedException.class, () -> project.allTargets().stop());

        assertThat(thrown.results())
                .extracting(StopResult::end)
                .containsExactly(StopResult.End.UNKNOWN, StopResult.End.STOPPED);
        assertThat(thrown).hasMessageContaining("production");
    }

    @Test
    void policy_secrets_and_listeners_make_new_projects_and_change_no_old_one() {
        Bench bench = bench();
        List<String> heard = new CopyOnWriteArrayList<>();
        Project plain = project(bench);
        Project changed = plain.withPolicy(DeployPolicy.builder()
                        .deadline(Duration.ofMinutes(5))
                        .onFailure(OnFailure.KEEP_GOING)
                        .build())
                .withSecrets("vault", ref -> Optional.of(Secret.of("value of " + ref.path())))
                .on(TargetFinished.class, e -> heard.add(e.target().orElseThrow()));

        plain.allTargets().deploy();
        assertThat(heard).isEmpty();

        changed.allTargets().deploy();
        assertThat(heard).containsExactlyInAnyOrder("production", "staging");
    }

    @Test
    void a_provider_given_in_code_needs_no_block_in_the_configuration() {
        Bench bench = bench();
        Project project = Haloy.app("solo")
                .image("nginx:1")
                .server("prod.haloy.com")
                .env("URL", ValueSource.secret("vault:prod-db.url"))
                .project()
                .withWorld(bench.world);

        assertThatThrownBy(() -> project.onlyTarget().deploy()).isInstanceOf(ConfigException.class);
        assertThat(project.withSecrets("vault", ref -> Optional.of(Secret.of("postgres://secret")))
                        .onlyTarget()
                        .deploy()
                        .isDone())
                .isTrue();
    }

    @Test
    void a_provider_on_the_class_path_is_found_and_one_given_in_code_goes_before_it() {
        Project project = Haloy.app("solo")
                .image("nginx:1")
                .server("prod.haloy.com")
                .env("URL", ValueSource.secret("installed-vault:url"))
                .project()
                .withWorld(bench().world);

        assertThat(value(project)).isEqualTo(Secret.of("installed url"));
        assertThat(value(project.withSecrets("installed-vault", ref -> Optional.of(Secret.of("given")))))
                .isEqualTo(Secret.of("given"));
    }

    private static Text value(Project project) {
        return project.onlyTarget().details().readyTargets().get(0).env().get(0).text();
    }

    @Test
    void a_listener_that_throws_harms_neither_the_run_nor_other_listeners() {
        List<DeployEvent> heard = new CopyOnWriteArrayList<>();
        DeployResult result = project(bench())
                .on(DeployEvent.class, event -> {
                    throw new IllegalStateException("broken listener");
                })
                .on(DeployEvent.class, heard::add)
                .allTargets()
                .deploy();

        assertThat(result.isDone()).isTrue();
        assertThat(heard).hasAtLeastOneElementOfType(DeployEvent.RunFinished.class);
    }

    @Test
    void protected_targets_are_left_out_unless_they_are_asked_for() {
        Bench bench = bench();
        Project project = Haloy.app("my-app")
                .image("nginx:1")
                .target("db", t -> t.server("prod.haloy.com").protect())
                .target("web", t -> t.server("staging.haloy.com"))
                .project()
                .withWorld(bench.world);

        DeployResult some = project.allTargets().deploy();
        assertThat(some.target("db").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.PROTECTED));
        assertThat(project.allTargets().includingProtected().deploy().succeeded())
                .hasSize(2);
        assertThat(project.target("db").deploy().succeeded()).hasSize(1);
    }

    @Test
    void a_misspelt_target_is_refused_with_the_names_that_exist() {
        assertThatThrownBy(() -> project(bench()).target("prod").deploy())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("production")
                .hasMessageContaining("staging");
    }

    @Test
    void trouble_with_the_configuration_arrives_through_the_future_too() {
        CompletableFuture<DeployResult> future = project(bench()).target("prod").deployAsync();

        assertThatThrownBy(future::get).hasCauseInstanceOf(ConfigException.class);
    }

    @Test
    void a_future_that_is_waited_for_lets_virtual_time_pass() throws Exception {
        assertThat(project(bench()).target("staging").deployAsync().get().isDone())
                .isTrue();
    }

    @Test
    void cancelling_starts_nothing_new_and_tells_listeners_the_result() {
        Bench bench = bench();
        CompletableFuture<DeployResult> told = new CompletableFuture<>();
        CompletableFuture<DeployResult> future = project(bench)
                .on(DeployEvent.RunFinished.class, event -> told.complete(event.result()))
                .allTargets()
                .deployAsync();
        bench.time.after(Duration.ofSeconds(2), () -> future.cancel(true));

        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);

        DeployResult result = bench.time.await(told);
        assertThat(result.cancelled()).isTrue();
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.targets()).hasSize(2);
    }

    @Test
    void a_token_given_in_code_is_used_for_its_server_only() {
        Bench bench = bench();
        bench.servers.add("other.haloy.com", "another-token");
        Project project = Haloy.app("my-app")
                .image("nginx:1")
                .target("a", t -> t.server("prod.haloy.com"))
                .target("b", t -> t.server("other.haloy.com"))
                .project()
                .withWorld(bench.world);

        assertThat(project.allTargets().status().get(1).problem()).isPresent();
        assertThat(project.withWorld(new Bench(folder).world)
                        .withToken("https://other.haloy.com/", Secret.of("another-token"))
                        .withWorld(bench.world)
                        .allTargets()
                        .status())
                .allMatch(status -> status.problem().isEmpty());
    }

    @Test
    void servers_are_added_listed_and_deleted() {
        Servers servers = Haloy.servers(bench().world);
        servers.add("prod.example.com", Secret.of("s3cret"));

        assertThat(servers.list()).extracting(ServerDirectory.Entry::written).containsExactly("prod.example.com");
        assertThat(servers.delete("https://PROD.example.com")).isTrue();
        assertThat(servers.list()).isEmpty();
    }

    private Bench bench() {
        return new Bench(folder, "prod.haloy.com", "staging.haloy.com");
    }

    private static Project project(Bench bench) {
        return Haloy.app("my-app")
                .image("ghcr.io/my-org/my-app:v1.2.3")
                .env("LOG_LEVEL", "info")
                .target(
                        "production",
                        t -> t.server("prod.haloy.com").replicas(3).domain("my-app.com", "www.my-app.com"))
                .target("staging", t -> t.server("staging.haloy.com").image(i -> i.tag("main")))
                .project()
                .withWorld(bench.world);
    }
}
