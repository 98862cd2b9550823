package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithHaloyServers({"prod.haloy.com", "staging.haloy.com"})
class TestDockerTest {
    @TempDir
    Path folder;

    private Project project(HaloyServers servers, String builder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        return servers.load(Files.writeString(folder.resolve("haloy.yaml"), """
                name: my-app
                image: {repository: my-app, builder: {context: .}%s}
                targets:
                  production: {server: prod.haloy.com}
                  staging: {server: staging.haloy.com}
                """.formatted(builder)));
    }

    @Test
    void what_it_builds_reaches_every_server_and_is_not_sent_twice(HaloyServers servers) throws IOException {
        servers.docker().builds("my-app:latest", "the base", "the application");
        Project project = project(servers, "");

        DeployResult result = project.allTargets().deploy();

        assertThat(result).allDeployed();
        assertThat(result.bytesSent()).isEqualTo(2 * "the basethe application".length());
        assertThat(servers.at("staging.haloy.com").storage().images()).containsKey("my-app:latest");
        assertThat(servers.docker().ran())
                .containsExactly("build my-app:latest", "inspect my-app:latest", "save my-app:latest");

        servers.docker().builds("my-app:latest", "the base", "another application");
        assertThat(project.allTargets().deploy().bytesSent()).isEqualTo(2 * "another application".length());
    }

    @Test
    void a_build_that_fails_says_why_and_nothing_is_deployed(HaloyServers servers) throws IOException {
        servers.docker().failsToBuild("my-app:latest", "COPY failed: no such file");

        DeployResult result = project(servers, "").allTargets().tryDeploy();

        assertThat(result).target("production").failedBecause("COPY failed");
        assertThat(servers.at("prod.haloy.com")).receivedDeployments(0);
    }

    @Test
    void an_image_that_the_test_says_nothing_of_is_not_guessed(HaloyServers servers) throws IOException {
        servers.docker().builds("another:latest", "layer");

        DeployResult result = project(servers, "").allTargets().tryDeploy();

        assertThat(result).target("staging").failedBecause("servers.docker().builds(\"my-app:latest\"");
    }

    @Test
    void pushes_log_in_and_out_and_can_fail(HaloyServers servers) throws IOException {
        servers.env("PASSWORD", "s3cret").docker().builds("ghcr.io/me/my-app:latest", "layer");
        String registry = """
                , registry: {username: {value: me}, password: {from: {env: PASSWORD}}}""";
        Project project = servers.load(Files.writeString(folder.resolve("pushed.yaml"), """
                name: my-app
                image: {repository: ghcr.io/me/my-app, builder: {context: ., push: registry}%s}
                targets:
                  production: {server: prod.haloy.com}
                """.formatted(registry)));
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");

        assertThat(project.allTargets().deploy()).allDeployed();
        assertThat(servers.docker().ran())
                .contains("push ghcr.io/me/my-app:latest")
                .noneMatch(command -> command.contains("s3cret"));

        servers.docker().failsToPush("ghcr.io/me/my-app:latest", "denied: no access");
        assertThat(project.allTargets().tryDeploy()).target("production").failedBecause("denied");
    }
}
