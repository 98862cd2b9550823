package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haloy.embedded.docker.LoadedImage;
import dev.haloy.image.Docker;
import dev.haloy.image.ImageSource;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
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
    private static final ProcessRunner REAL = new Finishing(World.system().processes());

    @TempDir
    Path folder;

    private String image = "";

    @BeforeEach
    void engine() throws IOException {
        int status = REAL.capture(docker("version"), 1 << 20)
                .handle((finished, failure) -> failure == null ? finished.exitStatus() : -1)
                .join();
        boolean required =
                List.of(System.getProperty("haloy.require", "").split(",", -1)).contains("docker");
        assertThat(status == 0 || !required)
                .as("docker is required, and no engine answers")
                .isTrue();
        assumeTrue(status == 0, "no Docker engine answers");
        // A name of its own, because every test of the machine shares the engine.
        image = "haloy-test-"
                + folder.getFileName().toString().replaceAll("[^a-z0-9]", "").toLowerCase(Locale.ROOT);
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM scratch\nARG COLOUR\nCOPY one /one\nCOPY two /two\nCMD [\"/one\"]\n");
        Files.writeString(folder.resolve("one"), "first of " + image);
        Files.writeString(folder.resolve("two"), "second of " + image);
    }

    private Command docker(String... words) {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all, folder, System.getenv());
    }

    /** Virtual time stands still while a real program runs, and only its own thread may be told lines. */
    private record Finishing(ProcessRunner real) implements ProcessRunner {
        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener output) {
            List<Runnable> lines = new CopyOnWriteArrayList<>();
            CompletableFuture<Integer> end =
                    finished(() -> real.run(command, (isError, line) -> lines.add(() -> output.line(isError, line))));
            lines.forEach(Runnable::run);
            return end;
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            return finished(() -> real.capture(command, maxBytes));
        }

        @Override
        public InputStream open(Command command) throws IOException {
            return real.open(command);
        }

        private static <T> CompletableFuture<T> finished(Supplier<CompletableFuture<T>> start) {
            try {
                return CompletableFuture.completedFuture(start.get().join());
            } catch (CompletionException e) {
                return CompletableFuture.failedFuture(e.getCause());
            }
        }
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

    private static World real(Rollout rollout) {
        return rollout.world.but().processes(REAL).build();
    }

    private static DeployResult deploy(Rollout rollout) {
        World world = real(rollout);
        Deployer deployer = new Deployer(world, rollout.anyToken(), DeployPolicy.ofDefaults(), rollout.events::add);
        return world.await(deployer.deploy(rollout.request()));
    }

    private static ImageSource inspected(Rollout rollout, String reference) {
        World world = real(rollout);
        DeployRequest request = rollout.request();
        return world.await(new Docker(world, request.directory(), request.environment()).inspect(reference));
    }

    @Test
    void what_a_real_engine_builds_is_what_every_server_puts_together() {
        try (Rollout rollout = buildOnce("{context: ., dockerfile: Dockerfile}")) {
            DeployResult result = deploy(rollout);

            assertThat(result.exitCode()).as("%s", result).isZero();
            ImageSource built = inspected(rollout, image + ":latest");
            for (String server : List.of("prod.haloy.com", "staging.haloy.com")) {
                Map<String, LoadedImage> loaded =
                        rollout.servers.at(server).storage().images();
                assertThat(loaded).containsKey(image + ":latest");
                assertThat(loaded.get(image + ":latest").layers())
                        .isEqualTo(built.layers().stream().map(Object::toString).toList());
            }
            assertThat(deploy(rollout).bytesSent()).isZero();
        } finally {
            REAL.capture(docker("image", "rm", "-f", image + ":latest"), 1 << 20)
                    .join();
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
            assertThat(deploy(rollout).exitCode()).isZero();
            String built = inspected(rollout, image + ":latest").id().toString();

            for (String server : servers) {
                Path tar = folder.resolve(server + ".tar");
                rollout.servers.at(server).storage().exportImage(image + ":latest", tar);
                said("image", "rm", "-f", image + ":latest");

                assertThat(said("load", "-i", tar.toString())).contains(image + ":latest");
                assertThat(said("image", "inspect", "--format", "{{.Id}}", image + ":latest"))
                        .isEqualTo(built);
                assertThat(said("run", "--rm", image + ":latest")).isEqualTo("hello from " + image);
            }
        } finally {
            said("image", "rm", "-f", image + ":latest");
        }
    }

    private String said(String... words) {
        return REAL.capture(docker(words), 1 << 20).join().output().strip();
    }

    @Test
    void a_build_that_a_real_engine_refuses_says_why() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY three /three\n");
        try (Rollout rollout = buildOnce("{}")) {
            Outcome.Failed failed =
                    (Outcome.Failed) deploy(rollout).target("production").outcome();

            assertThat(failed.phase()).isEqualTo(Phase.BUILD);
            assertThat(failed.reason()).contains("docker build of " + image, "three");
        }
    }
}
