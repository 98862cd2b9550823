package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.image.Digest;
import dev.haloy.image.ImageId;
import dev.haloy.image.ImageSource;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that build, send and push images, with a docker program that goes as scripted. */
class ImageRunsTest {
    private static final String LOCAL = """
            name: my-app
            image:
              repository: my-app
              builder: {context: .}
            global_pre_deploy: [make test]
            targets:
              one: {server: localhost}
              two: {server: "127.0.0.1:9999", name: other}
            """;

    private static final String REGISTRY = """
            name: my-app
            image:
              repository: ghcr.io/me/my-app
              tag: v1
              builder: {context: .}
              registry: {username: {value: me}, password: {from: {env: PASSWORD}}}
            targets:
              one: {server: one.haloy.com}
              two: {server: two.haloy.com}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void dockerfile() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    }

    private Rollout local() {
        Rollout rollout = Rollout.in(folder, LOCAL);
        rollout.server("localhost");
        rollout.server("127.0.0.1:9999");
        rollout.docker.has("my-app:latest", SavedImage.of("my-app:latest", "base", "app"));
        return rollout;
    }

    private Rollout registry() {
        Rollout rollout = Rollout.in(folder, REGISTRY).variables(Map.of("PASSWORD", "open sesame"));
        rollout.server("one.haloy.com");
        rollout.server("two.haloy.com");
        rollout.docker.has("ghcr.io/me/my-app:v1", SavedImage.of("ghcr.io/me/my-app:v1", "base"));
        return rollout;
    }

    private static final String SERVERS =
            LOCAL.replace("localhost", "one.haloy.com").replace("\"127.0.0.1:9999\"", "two.haloy.com");

    private Rollout remote() {
        Rollout rollout = Rollout.in(folder, SERVERS);
        rollout.server("one.haloy.com");
        rollout.server("two.haloy.com");
        rollout.docker.has("my-app:latest", SavedImage.of("my-app:latest", "base", "app"));
        return rollout;
    }

    private Rollout three() {
        Rollout rollout = Rollout.in(folder, """
                name: my-app
                targets:
                  one: {server: localhost, image: {repository: one, builder: {context: .}}}
                  two: {server: localhost, name: two, image: {repository: two, builder: {context: .}}}
                  three: {server: localhost, name: three, image: {repository: three, builder: {context: .}}}
                """);
        rollout.server("localhost");
        List.of("one", "two", "three")
                .forEach(name -> rollout.docker.has(name + ":latest", SavedImage.of(name + ":latest", name)));
        return rollout;
    }

    private static List<Instant> built(Rollout rollout) {
        return rollout.told(DeployEvent.BuildFinished.class)
                .map(DeployEvent.BuildFinished::at)
                .toList();
    }

    private static Outcome.Failed failed(DeployResult result, String target) {
        return (Outcome.Failed) result.target(target).outcome();
    }

    @Test
    void servers_of_this_machine_share_what_is_built_once() {
        try (Rollout rollout = local()) {
            DeployResult result = rollout.deploy();

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.docker.ran()).containsExactly("version", "build my-app:latest", "image my-app:latest");
            assertThat(rollout.docker.arguments("build my-app:latest"))
                    .containsExactly(
                            "docker",
                            "build",
                            "-f",
                            folder.resolve("Dockerfile").toString(),
                            "--platform",
                            "linux/amd64",
                            "-t",
                            "my-app:latest",
                            folder.toString());
            assertThat(rollout.told(DeployEvent.BuildStarted.class)
                            .findFirst()
                            .orElseThrow()
                            .targets())
                    .containsExactly("one", "two");
            assertThat(rollout.told(DeployEvent.BuildOutput.class)).isNotEmpty();
            assertThat(rollout.told(DeployEvent.TransferStarted.class)).isEmpty();
        }
    }

    @Test
    void what_is_built_once_is_read_once_and_reaches_every_server() {
        try (Rollout rollout = remote()) {
            DeployResult result = rollout.deploy();

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.docker.saves).isEqualTo(1);
            assertThat(rollout.docker.ran())
                    .filteredOn("build my-app:latest"::equals)
                    .hasSize(1);
            assertThat(rollout.servers
                            .at("two.haloy.com")
                            .storage()
                            .images()
                            .get("my-app:latest")
                            .layers())
                    .isEqualTo(SavedImage.of("my-app:latest", "base", "app").digests());
            assertThat(result.deliveries())
                    .containsExactly(
                            new DeployResult.Delivery("my-app:latest", "one.haloy.com", 700, 0),
                            new DeployResult.Delivery("my-app:latest", "two.haloy.com", 700, 0));
            assertThat(result.bytesSent()).isEqualTo(1400);
            assertThat(rollout.told(DeployEvent.TransferFinished.class)).hasSize(2);
        }
    }

    @Test
    void what_a_server_has_is_not_sent_again() {
        try (Rollout rollout = remote()) {
            rollout.deploy();

            DeployResult again = rollout.deploy();

            assertThat(again.exitCode()).as("%s", again).isZero();
            assertThat(again.bytesSent()).isZero();
            assertThat(again.bytesSaved()).isEqualTo(1400);
            assertThat(rollout.docker.saves).isEqualTo(1);
        }
    }

    @Test
    void a_public_image_of_the_same_name_is_not_taken_for_it() {
        try (Rollout rollout = remote()) {
            rollout.deploy();

            assertThat(rollout.servers.at("one.haloy.com").requests())
                    .filteredOn(request -> request.target().equals("/v1/deploy"))
                    .allSatisfy(
                            request -> assertThat(request.body()).contains("\"buildConfig\":{\"push\":\"server\"}"));
        }
    }

    @Test
    void a_server_without_room_fails_its_targets_before_any_is_deployed() {
        try (Rollout rollout = remote()) {
            rollout.servers.at("one.haloy.com").storage().size(1 << 20);

            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").phase()).isEqualTo(Phase.TRANSFER);
            assertThat(result.target("two").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.STOPPED_EARLY));
            assertThat(rollout.requests("two.haloy.com")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void a_transfer_that_fails_does_not_stop_the_others_if_the_run_goes_on() {
        try (Rollout rollout = remote().policy(
                        DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build())) {
            rollout.servers.at("one.haloy.com").storage().size(1 << 20);

            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").phase()).isEqualTo(Phase.TRANSFER);
            assertThat(result.target("two").isDeployed()).isTrue();
        }
    }

    @Test
    void a_plan_says_what_would_be_built_and_sent_and_does_neither() {
        try (Rollout rollout = remote()) {
            assertThat(rollout.plan().toString())
                    .contains("image built from " + folder.resolve("Dockerfile"), "then sent to the server");
            assertThat(rollout.docker.ran()).containsExactly("version");
        }
    }

    @Test
    void an_image_that_is_given_needs_no_docker_and_goes_to_servers_of_this_machine_too() {
        SavedImage image = SavedImage.of("my-app:latest", "base", "app");
        ImageSource given = new ImageSource() {
            @Override
            public ImageId id() {
                return ImageId.parse(SavedImage.digest(image.config()));
            }

            @Override
            public List<Digest> layers() {
                return image.digests().stream().map(Digest::new).toList();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(image.archive());
            }
        };
        try (Rollout rollout = local()) {
            DeployRequest request = DeployRequest.builder(rollout.request())
                    .images(Map.of("my-app:latest", given))
                    .build();

            DeployResult result = rollout.world.await(rollout.deployer().deploy(request));

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.docker.ran()).isEmpty();
            assertThat(result.deliveries())
                    .extracting(DeployResult.Delivery::server)
                    .containsExactly("localhost", "127.0.0.1:9999");
        }
    }

    @Test
    void tests_gate_the_build() {
        try (Rollout rollout = local()) {
            rollout.processes.fail("make test", 1);

            assertThat(rollout.deploy().exitCode()).isEqualTo(1);

            assertThat(rollout.docker.ran()).containsExactly("version");
        }
    }

    @Test
    void without_docker_nothing_is_done_at_all() {
        try (Rollout rollout = local()) {
            rollout.docker.isMissing();

            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").phase()).isEqualTo(Phase.PREFLIGHT);
            assertThat(failed(result, "one").reason()).contains("'docker' could not be run", "install Docker");
            assertThat(rollout.processes.commands()).isEmpty();
        }
    }

    @Test
    void an_engine_that_does_not_answer_is_found_before_anything_is_done() {
        try (Rollout rollout = local()) {
            rollout.docker.fails("version", 1, "Cannot connect to the Docker daemon");

            assertThat(failed(rollout.deploy(), "two").reason())
                    .contains("does not answer", "Cannot connect to the Docker daemon", "DOCKER_HOST");
            assertThat(rollout.plan().obstacles()).anyMatch(problem -> problem.contains("does not answer"));
        }
    }

    @Test
    void a_build_that_fails_fails_its_targets_and_says_what_docker_said() {
        try (Rollout rollout = local()) {
            rollout.docker.fails("build my-app:latest", 17, "COPY failed: no space left on device");

            DeployResult result = rollout.deploy();

            assertThat(List.of(failed(result, "one"), failed(result, "two"))).allSatisfy(failure -> {
                assertThat(failure.phase()).isEqualTo(Phase.BUILD);
                assertThat(failure.reason()).contains("exit status 17", "COPY failed", "docker system prune");
            });
            assertThat(rollout.requests("localhost")).doesNotContainKey("POST /v1/deploy");
        }
    }

    @Test
    void two_images_are_built_at_a_time() {
        try (Rollout rollout = three()) {
            rollout.docker.builds(Duration.ofMinutes(5));

            assertThat(rollout.deploy().exitCode()).isZero();

            List<Instant> ends = built(rollout);
            assertThat(ends).hasSize(3);
            assertThat(ends.get(1)).isEqualTo(ends.get(0));
            assertThat(ends.get(2)).isEqualTo(ends.get(0).plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void a_build_that_fails_stops_the_one_beside_it_unless_the_run_goes_on() {
        try (Rollout rollout = three()) {
            rollout.docker.builds(Duration.ofMinutes(5)).builds("one:latest", Duration.ofMinutes(1));
            rollout.docker.fails("build one:latest", 1, "no");

            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").phase()).isEqualTo(Phase.BUILD);
            assertThat(result.target("two").outcome()).isEqualTo(new Outcome.Skipped(Outcome.Reason.STOPPED_EARLY));
            assertThat(rollout.docker.killed).containsExactly("build two:latest");
        }
        try (Rollout rollout = three().policy(
                        DeployPolicy.builder().onFailure(OnFailure.KEEP_GOING).build())) {
            rollout.docker.fails("build one:latest", 1, "no");

            DeployResult result = rollout.deploy();

            assertThat(result.target("two").isDeployed()).isTrue();
            assertThat(result.target("three").isDeployed()).isTrue();
        }
    }

    @Test
    void a_build_without_its_files_does_not_bother_docker() throws IOException {
        Files.delete(folder.resolve("Dockerfile"));
        try (Rollout rollout = local()) {
            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").reason()).contains("no Dockerfile", folder.toString());
            assertThat(rollout.docker.ran()).containsExactly("version");
        }
    }

    @Test
    void a_build_that_takes_too_long_is_stopped() {
        try (Rollout rollout = local()) {
            rollout.docker.builds(Duration.ofHours(2));

            assertThat(failed(rollout.deploy(), "one").reason()).contains("stopped after 3600 s");
            assertThat(rollout.docker.killed).containsExactly("build my-app:latest");
        }
    }

    @Test
    void build_arguments_are_named_and_their_values_are_not_on_the_command_line() {
        try (Rollout rollout = local().yaml(
                        LOCAL.replace(
                                "{context: .}",
                                "{context: ., args: [{name: PLAIN, value: grey}, {name: HOME, value: x}, {name: TOKEN, from: {env: TOKEN}}]}"))
                .variables(Map.of("TOKEN", "very-secret"))) {
            rollout.docker.fails("build my-app:latest", 0, "using very-secret");

            assertThat(rollout.deploy().exitCode()).isZero();

            assertThat(rollout.docker.arguments("build my-app:latest"))
                    .containsSubsequence("--build-arg", "PLAIN", "--build-arg", "HOME=x", "--build-arg", "TOKEN");
            assertThat(rollout.docker.started.get(1).environment())
                    .containsEntry("PLAIN", "grey")
                    .containsEntry("TOKEN", "very-secret")
                    .doesNotContainEntry("HOME", "x");
            assertThat(rollout.events.toString()).doesNotContain("very-secret").contains("using ***");
            assertThat(rollout.told(DeployEvent.Warned.class))
                    .anyMatch(warning -> warning.message().contains("TOKEN of my-app:latest are secrets")
                            || warning.message().contains("build arguments TOKEN"));
        }
    }

    @Test
    void a_value_that_the_dockerfile_mounts_goes_in_as_a_secret_and_nobody_is_warned() throws IOException {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM scratch\nRUN --mount=type=secret,id=TOKEN --mount=type=secret,id=DOCKER_KEY [\"/make\"]\n");
        String args = "{context: ., args: [{name: TOKEN, from: {env: T}}, {name: DOCKER_KEY, from: {env: T}}]}";
        try (Rollout rollout =
                local().yaml(LOCAL.replace("{context: .}", args)).variables(Map.of("T", "very-secret"))) {
            assertThat(rollout.deploy().exitCode()).isZero();

            assertThat(rollout.docker.arguments("build my-app:latest"))
                    .containsSubsequence(
                            "--secret", "id=TOKEN,env=TOKEN", "--secret", "id=DOCKER_KEY,env=HALOY_SECRET_DOCKER_KEY")
                    .doesNotContain("--build-arg");
            assertThat(rollout.docker.started.get(1).environment())
                    .containsEntry("TOKEN", "very-secret")
                    .containsEntry("HALOY_SECRET_DOCKER_KEY", "very-secret")
                    .containsEntry("DOCKER_BUILDKIT", "1");
            assertThat(rollout.told(DeployEvent.Warned.class)).isEmpty();
        }
    }

    @Test
    void a_choice_of_builder_is_left_alone_and_a_builder_that_mounts_nothing_is_named() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nRUN --mount=type=secret,id=TOKEN [\"/make\"]\n");
        try (Rollout rollout = local().yaml(
                        LOCAL.replace("{context: .}", "{context: ., args: [{name: TOKEN, from: {env: TOKEN}}]}"))
                .variables(Map.of("TOKEN", "very-secret", "DOCKER_BUILDKIT", "0"))) {
            rollout.docker.fails("build my-app:latest", 1, "the --mount option requires BuildKit. Refer to a page");

            assertThat(failed(rollout.deploy(), "one").reason()).contains("install the buildx plugin");
            assertThat(rollout.docker.started.get(1).environment()).containsEntry("DOCKER_BUILDKIT", "0");
        }
    }

    @Test
    void an_image_is_pushed_once_with_a_login_of_its_own() {
        try (Rollout rollout = registry()) {
            DeployResult result = rollout.deploy();

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.docker.ran())
                    .containsExactly(
                            "version",
                            "build ghcr.io/me/my-app:v1",
                            "image ghcr.io/me/my-app:v1",
                            "login ghcr.io",
                            "push ghcr.io/me/my-app:v1",
                            "logout ghcr.io");
            assertThat(rollout.docker.inputs).containsExactly("open sesame");
            assertThat(rollout.docker.started.toString()).doesNotContain("open sesame");
            assertThat(rollout.docker.arguments("login ghcr.io"))
                    .contains("--password-stdin")
                    .doesNotContain("open sesame");
            assertThat(rollout.docker.hasLeftNothing()).isTrue();
            assertThat(rollout.told(DeployEvent.PushFinished.class)).hasSize(1);
        }
    }

    @Test
    void a_refused_login_says_what_is_wrong_and_leaves_nothing_behind() {
        try (Rollout rollout = registry()) {
            rollout.docker.fails("login", 1, "unauthorized: open sesame is wrong");

            DeployResult result = rollout.deploy();

            assertThat(failed(result, "one").phase()).isEqualTo(Phase.TRANSFER);
            assertThat(failed(result, "one").reason())
                    .contains("docker login to ghcr.io", "credentials in image.registry")
                    .doesNotContain("open sesame");
            assertThat(rollout.docker.hasLeftNothing()).isTrue();
        }
    }

    @Test
    void a_cancelled_push_leaves_nothing_behind() {
        try (Rollout rollout = registry()) {
            rollout.docker.builds(Duration.ofMinutes(10));
            var running = rollout.start();
            rollout.time.after(Duration.ofMinutes(15), () -> running.cancel(true));
            rollout.time.advance(Duration.ofMinutes(30));

            assertThat(rollout.docker.killed).containsExactly("push ghcr.io/me/my-app:v1");
            assertThat(rollout.docker.hasLeftNothing()).isTrue();
        }
    }

    @Test
    void a_run_that_is_gone_on_with_builds_again_what_it_still_needs() {
        try (Rollout rollout = local()) {
            var running = rollout.start();
            rollout.time.after(Duration.ofSeconds(1), () -> running.cancel(true));
            rollout.time.advance(Duration.ofMinutes(1));
            String runId = new Runs(rollout.world.runs()).list().get(0).runId();

            DeployResult result = rollout.world.await(rollout.deployer().resume(rollout.request(), runId));

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(rollout.docker.ran())
                    .filteredOn("build my-app:latest"::equals)
                    .hasSize(2);
        }
    }
}
