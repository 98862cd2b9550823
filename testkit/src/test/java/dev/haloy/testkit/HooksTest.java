package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.App;
import dev.haloy.Haloy;
import dev.haloy.deploy.DeployEvent.HookOutput;
import dev.haloy.deploy.DeployResult;
import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.ProcessRunner.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {
    private static final App APP = Haloy.app("shop")
            .image("shop:v2")
            .globalPreDeploy("make test")
            .target("eu", t -> t.server(Shop.EU).preDeploy("make migrate").postDeploy("make notify"));

    @Test
    void hooks_succeed_without_being_run_and_are_remembered_in_order() {
        try (HaloyServers servers = Shop.servers()) {
            servers.bind(APP.project()).target("eu").deploy();

            assertThat(servers.hooks().ran()).containsExactly("make test", "make migrate", "make notify");
            assertThat(servers.history())
                    .endsWith("programs of this test\n  make test\n  make migrate\n  make notify\n");
        }
    }

    @Test
    void a_hook_that_is_told_to_fail_fails() {
        try (HaloyServers servers = Shop.servers()) {
            List<String> printed = new ArrayList<>();
            servers.hooks().fails("make migrate", 2).prints("make migrate", "no such table", "sorry");

            DeployResult result = servers.bind(APP.project())
                    .on(HookOutput.class, output -> printed.add(output.line()))
                    .target("eu")
                    .tryDeploy();

            assertThat(result).target("eu").failedBecause("make migrate").failedBecause("PRE_DEPLOY hook");
            assertThat(printed).containsExactly("no such table", "sorry");
            assertThat(servers.at(Shop.EU)).receivedDeployments(0);
        }
    }

    @Test
    void a_hook_that_takes_too_long_meets_its_time_limit() {
        try (HaloyServers servers = Shop.servers()) {
            servers.hooks().takes("make test", Duration.ofDays(1));

            DeployResult result = servers.bind(APP.project()).target("eu").tryDeploy();

            assertThat(result).hasRunProblem("was stopped").exitsWith(1);
            assertThat(servers.open()).isEmpty();
        }
    }

    @Test
    void the_variables_of_a_hook_can_be_looked_at() {
        try (HaloyServers servers = Shop.servers().env("STAGE", "test")) {
            servers.bind(APP.project()).target("eu").deploy();

            assertThat(servers.hooks().environmentOf("make migrate"))
                    .containsEntry("STAGE", "test")
                    .containsEntry("HALOY_TARGET", "eu");
            assertThatThrownBy(() -> servers.hooks().environmentOf("make tea"))
                    .hasMessage("'make tea' did not run; what ran is [make test, make migrate, make notify]");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hooks_are_really_run_if_that_is_allowed_except_those_that_were_scripted(@TempDir Path directory) {
        App app = APP.globalPreDeploy("echo done > proof; echo told");
        List<String> printed = new ArrayList<>();
        try (HaloyServers servers = Shop.servers().workingDirectory(directory)) {
            servers.hooks()
                    .forReal()
                    .fails("make test", 0)
                    .prints("make migrate")
                    .prints("make notify");
            Path file = Files.writeString(directory.resolve("haloy.yaml"), app.toYaml());

            servers.load(file)
                    .on(HookOutput.class, output -> printed.add(output.line()))
                    .target("eu")
                    .deploy();

            assertThat(directory.resolve("proof")).hasContent("done");
            assertThat(printed).containsExactly("told");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_real_hook_that_fails_is_a_failure(@TempDir Path directory) throws IOException {
        App app = APP.globalPreDeploy("echo oops >&2; exit 3");
        try (HaloyServers servers = Shop.servers()) {
            servers.hooks().forReal().fails("make test", 0);
            Path file = Files.writeString(directory.resolve("haloy.yaml"), app.toYaml());

            assertThat(servers.load(file).target("eu").tryDeploy()).hasRunProblem("exit status 3");
        }
    }

    @Test
    void a_program_whose_output_is_needed_is_refused_with_a_hint_until_it_is_scripted() {
        try (HaloyServers servers = Shop.servers()) {
            Command command = new Command(List.of("op", "read", "op://prod/db"), Path.of("."), Map.of());

            assertThatThrownBy(() ->
                            servers.world().await(servers.world().processes().capture(command, 1000)))
                    .hasMessageContaining("'op read op://prod/db' was not started, as this is a test; give secrets by"
                            + " servers.secret(..) or say by servers.hooks().prints(\"op read op://prod/db\", ..)");
            servers.hooks().prints("op read op://prod/db", "postgres://db");

            Finished finished =
                    servers.world().await(servers.world().processes().capture(command, 1000));
            assertThat(finished.output()).isEqualTo("postgres://db\n");
            assertThat(finished.exitStatus()).isZero();
        }
    }

    @Test
    void a_program_that_still_runs_at_the_end_is_open() {
        HaloyServers servers = Shop.servers();
        servers.hooks().takes("sleep", Duration.ofHours(1));
        servers.world().processes().run(new Command(List.of("sleep"), Path.of("."), Map.of()), (isError, line) -> {});

        assertThat(servers.open()).containsExactly("program 'sleep'");
        assertThatThrownBy(servers::close).hasMessageContaining("program 'sleep'");
    }
}
