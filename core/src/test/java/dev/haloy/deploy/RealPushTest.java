package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a real engine builds and pushes to a registry on this machine. */
@Tag("docker")
class RealPushTest {
    @TempDir
    Path folder;

    @TempDir
    Path logins;

    private RealDocker docker;

    @BeforeEach
    void engine() throws IOException {
        docker = RealDocker.in(folder);
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY one /one\nCMD [\"/one\"]\n");
        Files.writeString(folder.resolve("one"), "first of " + folder);
    }

    private Rollout rollout(LocalRegistry registry, String password) {
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        variables.put("PASSWORD", password);
        variables.put("DOCKER_CONFIG", logins.toString());
        Rollout rollout = Rollout.in(folder, """
                name: my-app
                image:
                  repository: %1$s/me/%2$s
                  tag: v1
                  builder: {context: ., push: registry}
                  registry: {server: "%1$s", username: {value: me}, password: {from: {env: PASSWORD}}}
                targets:
                  one: {server: one.haloy.com}
                  two: {server: two.haloy.com}
                """.formatted(registry.name(), docker.image()))
                .variables(variables);
        rollout.server("one.haloy.com");
        rollout.server("two.haloy.com");
        return rollout;
    }

    private void cleanUp(LocalRegistry registry) {
        docker.said("image", "rm", "-f", registry.name() + "/me/" + docker.image() + ":v1");
    }

    private long filesInLogins() throws IOException {
        try (Stream<Path> all = Files.list(logins)) {
            return all.count();
        }
    }

    @Test
    void what_is_built_is_pushed_once_for_all_servers_and_known_by_its_digest() throws IOException {
        try (LocalRegistry registry = new LocalRegistry("me", "open sesame");
                Rollout rollout = rollout(registry, "open sesame")) {
            DeployResult result = docker.deploy(rollout);
            cleanUp(registry);

            assertThat(result.exitCode()).as("%s", result).isZero();
            String name = "me/" + docker.image() + ":v1";
            assertThat(registry.manifests()).containsOnlyKeys(name);
            assertThat(registry.requests())
                    .filteredOn(request -> request.startsWith("PUT") && request.contains("/manifests/"))
                    .hasSize(1);
            String manifest = new String(registry.manifests().get(name), StandardCharsets.UTF_8);
            assertThat(registry.blobs())
                    .isNotEmpty()
                    .allSatisfy((digest, blob) -> assertThat(manifest).contains(digest));
            assertThat(rollout.told(DeployEvent.PushOutput.class))
                    .anyMatch(line -> line.line()
                            .contains(SavedImage.digest(registry.manifests().get(name))));
            assertThat(rollout.requests("two.haloy.com")).doesNotContainKey("POST /v1/images/layers");
            assertThat(filesInLogins()).isZero();
        }
    }

    @Test
    void a_wrong_password_fails_every_target_before_any_is_deployed() throws IOException {
        try (LocalRegistry registry = new LocalRegistry("me", "open sesame");
                Rollout rollout = rollout(registry, "close sesame")) {
            DeployResult result = docker.deploy(rollout);
            cleanUp(registry);

            Outcome.Failed failed = (Outcome.Failed) result.target("one").outcome();
            assertThat(failed.phase()).isEqualTo(Phase.TRANSFER);
            assertThat(failed.reason())
                    .contains("docker login to " + registry.name(), "credentials in image.registry")
                    .doesNotContain("sesame");
            assertThat(registry.manifests()).isEmpty();
            assertThat(rollout.requests("one.haloy.com")).doesNotContainKey("POST /v1/deploy");
            assertThat(filesInLogins()).isZero();
        }
    }
}
