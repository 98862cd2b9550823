package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haloy.image.Docker;
import dev.haloy.image.ImageSource;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.ProcessRunner.Finished;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A docker program of this machine, in a world whose time is virtual. Tests that need one are skipped where there is none, unless the
 * property {@code haloy.require} asks for it.
 */
final class RealDocker {
    private static final ProcessRunner REAL = World.system().processes();
    private static final int MOST = 1 << 20;

    private final String program;
    private final Path folder;

    private RealDocker(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The one on the path, and an engine that answers it. */
    static RealDocker in(Path folder) {
        RealDocker docker = new RealDocker("docker", folder);
        assumeOrRequire("docker", docker.run(Map.of(), "version").exitStatus() == 0);
        return docker;
    }

    /** One that has BuildKit: the first on the path that builds {@code folder} with it. */
    static RealDocker withBuildKit(Path folder) {
        Optional<RealDocker> found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> new RealDocker(Path.of(each, "docker").toString(), folder))
                .filter(RealDocker::buildsWithBuildKit)
                .findFirst();
        assumeOrRequire("docker", found.isPresent());
        return found.orElseThrow();
    }

    private boolean buildsWithBuildKit() {
        Finished built = run(Map.of("DOCKER_BUILDKIT", "1"), "build", "-q", "--platform", "linux/amd64", ".");
        said("image", "rm", built.output().strip());
        return built.exitStatus() == 0;
    }

    private static void assumeOrRequire(String what, boolean isThere) {
        boolean required =
                List.of(System.getProperty("haloy.require", "").split(",", -1)).contains(what);
        assertThat(isThere || !required)
                .as(what + " is required, and none does what is needed")
                .isTrue();
        assumeTrue(isThere, "no " + what + " does what is needed");
    }

    /** A name for an image of this test alone, because every test of the machine shares the engine. */
    String image() {
        return "haloy-test-"
                + folder.getFileName().toString().replaceAll("[^a-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** What a command prints. */
    String said(String... words) {
        return run(Map.of(), words).output().strip();
    }

    private Finished run(Map<String, String> variables, String... words) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(words));
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.putAll(variables);
        return REAL.capture(new Command(all, folder, environment), MOST)
                .exceptionally(failure -> new Finished(-1, "", String.valueOf(failure)))
                .join();
    }

    World world(Rollout rollout) {
        return rollout.world.but().processes(new Finishing(program)).build();
    }

    DeployResult deploy(Rollout rollout) {
        World world = world(rollout);
        Deployer deployer = new Deployer(world, rollout.anyToken(), DeployPolicy.ofDefaults(), rollout.events::add);
        return world.await(deployer.deploy(rollout.request()));
    }

    ImageSource inspected(Rollout rollout, String reference) {
        World world = world(rollout);
        DeployRequest request = rollout.request();
        return world.await(new Docker(world, request.directory(), request.environment()).inspect(reference));
    }

    /** Virtual time stands still while a real program runs, and only its own thread may be told lines. */
    private record Finishing(String program) implements ProcessRunner {
        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener output) {
            List<Runnable> lines = new CopyOnWriteArrayList<>();
            CompletableFuture<Integer> end = finished(() ->
                    REAL.run(real(command), (isError, line) -> lines.add(() -> output.line(isError, line))));
            lines.forEach(Runnable::run);
            return end;
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            return finished(() -> REAL.capture(real(command), maxBytes));
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
            return finished(() -> REAL.capture(real(command), input, maxBytes));
        }

        @Override
        public InputStream open(Command command) throws IOException {
            return REAL.open(real(command));
        }

        private Command real(Command command) {
            List<String> words = new ArrayList<>(command.arguments());
            words.replaceAll(word -> word.equals("docker") ? program : word);
            return new Command(words, command.directory(), command.environment());
        }

        private static <T> CompletableFuture<T> finished(Supplier<CompletableFuture<T>> start) {
            try {
                return CompletableFuture.completedFuture(start.get().join());
            } catch (CompletionException e) {
                return CompletableFuture.failedFuture(e.getCause());
            }
        }
    }
}
