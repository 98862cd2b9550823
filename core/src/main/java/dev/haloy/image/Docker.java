package dev.haloy.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haloy.internal.json.Json;
import dev.haloy.resolve.ReadyTarget.Credentials;
import dev.haloy.secret.Redactor;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.ProcessRunner.Finished;
import dev.haloy.world.ProcessRunner.OutputListener;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The {@code docker} program of this machine: builds images, tells what they are made of, pushes them.
 *
 * <p>Called on the World's loop, where its futures complete too; they fail with a {@link DockerException}. Cancelling one kills
 * the program. Lines a program prints are told on a thread of the {@link dev.haloy.world.ProcessRunner} and may hold secrets.
 */
public final class Docker {
    private static final int MOST_BYTES = 8 << 20;

    private final World world;
    private final Path directory;
    private final Environment environment;

    /**
     * Docker as the environment says: its variables choose the engine and the folder with logins.
     *
     * @param directory where the program runs
     */
    public Docker(World world, Path directory, Environment environment) {
        this.world = world;
        this.directory = directory;
        this.environment = environment;
    }

    /** The version of the engine; fails if there is no program or no engine it can reach. */
    public CompletableFuture<String> version() {
        Steps<String> steps = new Steps<>();
        Command command = command("version", "--format", "{{.Server.Version}}");
        return steps.endWith(steps.step(() -> capture(command)).thenApplyAsync(Docker::engine, world.loop()));
    }

    private static String engine(Finished finished) {
        if (finished.exitStatus() == 0) {
            return finished.output().strip();
        }
        throw new DockerException("The Docker engine does not answer (tried 'docker version', it said: "
                + lastLine(finished) + "); start it, or point DOCKER_HOST at one that runs");
    }

    /**
     * Builds an image and looks at what came of it.
     *
     * @param output hears what Docker prints
     */
    public CompletableFuture<ImageSource> build(BuildDefinition build, OutputListener output) {
        Steps<ImageSource> steps = new Steps<>();
        LastWords words = new LastWords(Redactor.of(build.secrets()), output);
        return steps.endWith(steps.step(() -> run(buildCommand(build), words))
                .thenComposeAsync(
                        status -> {
                            requireBuilt(build, status, words);
                            return steps.step(() -> inspect(build.reference()));
                        },
                        world.loop()));
    }

    private Command buildCommand(BuildDefinition build) {
        build.missing().ifPresent(missing -> {
            throw new DockerException(build.reference() + " cannot be built: " + missing);
        });
        return BuildCommand.of(build, environment.variables());
    }

    private static void requireBuilt(BuildDefinition build, int status, LastWords words) {
        if (status != 0) {
            throw new DockerException("docker build of " + build.reference() + " ended with exit status " + status
                    + words.quoted() + Hints.forBuild(words.quoted()));
        }
    }

    /** What an image of this machine is made of. */
    public CompletableFuture<ImageSource> inspect(String reference) {
        Steps<ImageSource> steps = new Steps<>();
        return steps.endWith(steps.step(() -> capture(command("image", "inspect", reference)))
                .thenApplyAsync(finished -> source(reference, finished), world.loop()));
    }

    private ImageSource source(String reference, Finished finished) {
        if (finished.exitStatus() != 0) {
            throw new DockerException("There is no image " + reference
                    + " on this machine (tried 'docker image inspect', it said: " + lastLine(finished) + ")");
        }
        JsonNode image = Json.parse(finished.output()).map(list -> list.path(0)).orElseGet(Json::object);
        try {
            ImageId id = ImageId.parse(image.path("Id").asText());
            List<Digest> layers = Json.texts(image.path("RootFS"), "Layers").stream()
                    .map(Digest::new)
                    .toList();
            return new DockerImageSource(
                    world.processes(),
                    command("save", reference),
                    id,
                    layers,
                    OptionalLong.of(image.path("Size").asLong()));
        } catch (IllegalArgumentException e) {
            throw new DockerException(
                    "docker image inspect tells of " + reference + " in an unknown way: " + e.getMessage(), e);
        }
    }

    /**
     * Pushes an image to a registry: logs in with a configuration of its own that nobody else can read, pushes, and logs out.
     *
     * @param registry the registry, such as {@code ghcr.io}
     * @param output hears what Docker prints
     */
    public CompletableFuture<Void> push(
            String reference, String registry, Credentials credentials, OutputListener output) {
        return new RegistryPush(world, directory, environment, reference, registry, credentials, output).push();
    }

    private Command command(String... words) {
        return command(directory, environment.variables(), words);
    }

    static Command command(Path directory, Map<String, String> variables, String... words) {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all, directory, variables);
    }

    private static String lastLine(Finished finished) {
        String text = finished.error().isBlank() ? finished.output() : finished.error();
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .map(String::strip)
                .orElse("nothing");
    }

    private CompletableFuture<Finished> capture(Command command) {
        return world.processes().capture(command, MOST_BYTES);
    }

    private CompletableFuture<Integer> run(Command command, OutputListener output) {
        return world.processes().run(command, output);
    }
}
