package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haloy.embedded.docker.LoadedImage;
import dev.haloy.image.ImageSource;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that a real engine builds, on their way to embedded servers. Skipped where no engine answers, unless the property {@code
 * haloy.require} asks for {@code docker}.
 */
@Tag("docker")
class RealDockerTest {
    @TempDir
    Path folder;

    private RealDocker docker;
    private String image = "";

    @BeforeEach
    void engine() throws IOException {
        docker = RealDocker.in(folder);
        image = docker.image();
        // What other tests build too must not come first: one that removes its image would remove it under this one's
        // build.
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM scratch\nCOPY one /one\nCOPY two /two\nARG COLOUR\nCMD [\"/one\"]\n");
        Files.writeString(folder.resolve("one"), "first of " + image);
        Files.writeString(folder.resolve("two"), "second of " + image);
    }

    private Rollout buildOnce(String builder) {
        Rollout rollout = Rollout.in(folder, """
                name: my-app
                image: {repository: %s, tag: latest, builder: %s}
                targets:
                  production: {server: prod.haloy.com, image: {builder: {push: server}}}
                  staging: {server: staging.haloy.com, image: {builder: {push: server}}}
                """.formatted(image, builder)).variables(System.getenv());
        rollout.server("prod.haloy.com");
        rollout.server("staging.haloy.com");
        return rollout;
    }

    @Test
    void what_a_real_engine_builds_is_what_every_server_puts_together() {
        try (Rollout rollout = buildOnce("{context: ., dockerfile: Dockerfile}")) {
            DeployResult result = docker.deploy(rollout);

            assertThat(result.exitCode()).as("%s", result).isZero();
            ImageSource built = docker.inspected(rollout, image + ":latest");
            for (String server : List.of("prod.haloy.com", "staging.haloy.com")) {
                Map<String, LoadedImage> loaded =
                        rollout.servers.at(server).storage().images();
                assertThat(loaded).containsKey(image + ":latest");
                assertThat(loaded.get(image + ":latest").layers())
                        .isEqualTo(built.layers().stream().map(Object::toString).toList());
            }
            assertThat(docker.deploy(rollout).bytesSent()).isZero();
        } finally {
            docker.said("image", "rm", "-f", image + ":latest");
        }
    }

    @Test
    void what_every_server_puts_together_is_loaded_and_run_by_a_real_engine() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the program to run is for another processor");
        TinyProgram.writeTo(folder.resolve("one"), "hello from " + image);
        List<String> servers = List.of("prod.haloy.com", "staging.haloy.com");
        try (Rollout rollout = buildOnce("{context: ., dockerfile: Dockerfile}")) {
            servers.forEach(
                    server -> rollout.servers.at(server).storage().keepImagesIn(folder.resolve("kept by " + server)));
            DeployResult result = docker.deploy(rollout);
            assertThat(result.exitCode()).as("%s", result).isZero();
            String built = docker.inspected(rollout, image + ":latest").id().toString();

            for (String server : servers) {
                Path tar = folder.resolve(server + ".tar");
                rollout.servers.at(server).storage().exportImage(image + ":latest", tar);
                docker.said("image", "rm", "-f", image + ":latest");

                assertThat(docker.said("load", "-i", tar.toString())).contains(image + ":latest");
                assertThat(docker.said("image", "inspect", "--format", "{{.Id}}", image + ":latest"))
                        .isEqualTo(built);
                assertThat(docker.said("run", "--rm", image + ":latest")).isEqualTo("hello from " + image);
            }
        } finally {
            docker.said("image", "rm", "-f", image + ":latest");
        }
    }

    @Test
    void a_build_that_a_real_engine_refuses_says_why() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY three /three\n");
        try (Rollout rollout = buildOnce("{}")) {
            Outcome.Failed failed =
                    (Outcome.Failed) docker.deploy(rollout).target("production").outcome();

            assertThat(failed.phase()).isEqualTo(Phase.BUILD);
            assertThat(failed.reason()).contains("docker build of " + image, "three");
        }
    }
}
