package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets on their way into a build by BuildKit, which Docker's program has built in or as a plugin. */
@Tag("docker")
class RealBuildKitTest {
    private static final String SECRET = "very-secret";

    @TempDir
    Path folder;

    @Test
    void a_mounted_secret_is_there_during_the_build_and_nowhere_in_the_image() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the program to run is for another processor");
        TinyProgram.printing(folder.resolve("show"), "/run/secrets/TOKEN");
        Files.writeString(folder.resolve("unique"), folder.toString());
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY show unique /\n");
        RealDocker docker = RealDocker.withBuildKit(folder);
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM scratch\nCOPY show unique /\nRUN --mount=type=secret,id=TOKEN [\"/show\"]\n");
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        variables.put("TOKEN", SECRET);
        try (Rollout rollout = Rollout.in(folder, """
                name: my-app
                server: prod.haloy.com
                image: {repository: %s, builder: {push: server, args: [{name: TOKEN, from: {env: TOKEN}}]}}
                """.formatted(docker.image())).variables(variables)) {
            rollout.server("prod.haloy.com");

            DeployResult result = docker.deploy(rollout);

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.told(DeployEvent.Warned.class)).isEmpty();
            assertThat(rollout.told(DeployEvent.BuildOutput.class))
                    .anyMatch(output -> output.line().contains(" ***"))
                    .noneMatch(output -> output.line().contains(SECRET));
            assertThat(docker.said("image", "history", "--no-trunc", docker.image()))
                    .contains("/show")
                    .doesNotContain(SECRET);
            byte[] archive =
                    docker.inspected(rollout, docker.image() + ":latest").open().readAllBytes();
            assertThat(new String(archive, StandardCharsets.ISO_8859_1))
                    .contains("/run/secrets/TOKEN")
                    .doesNotContain(SECRET);
        } finally {
            docker.said("image", "rm", "-f", docker.image() + ":latest");
        }
    }
}
