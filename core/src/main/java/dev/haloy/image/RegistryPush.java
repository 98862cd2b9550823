package dev.haloy.image;

import dev.haloy.resolve.ReadyTarget.Credentials;
import dev.haloy.secret.Redactor;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner.Command;
import dev.haloy.world.ProcessRunner.Finished;
import dev.haloy.world.ProcessRunner.OutputListener;
import dev.haloy.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One push: logs in, pushes, logs out. The login stands in a folder of its own, which is gone afterwards in any case: the user's
 * own logins are neither used nor changed. The password goes in by standard input, never on a command line.
 */
final class RegistryPush {
    private static final int MOST_BYTES = 1 << 20;

    private final World world;
    private final Path directory;
    private final Environment environment;
    private final String reference;
    private final String registry;
    private final Credentials credentials;
    private final LastWords words;

    RegistryPush(
            World world,
            Path directory,
            Environment environment,
            String reference,
            String registry,
            Credentials credentials,
            OutputListener output) {
        this.world = world;
        this.directory = directory;
        this.environment = environment;
        this.reference = reference;
        this.registry = registry;
        this.credentials = credentials;
        this.words = new LastWords(Redactor.of(secrets(credentials)), output);
    }

    private static List<Secret> secrets(Credentials credentials) {
        List<Secret> secrets = new ArrayList<>(List.of(credentials.password()));
        if (credentials.username() instanceof Secret username) {
            secrets.add(username);
        }
        return secrets;
    }

    CompletableFuture<Void> push() {
        Steps<Void> steps = new Steps<>();
        CompletableFuture<DockerFolder> made =
                CompletableFuture.supplyAsync(() -> DockerFolder.copyOf(environment), world.blocking());
        return steps.endWith(made.thenComposeAsync(folder -> push(steps, folder), world.loop()));
    }

    private CompletableFuture<Void> push(Steps<Void> steps, DockerFolder folder) {
        return steps.step(() -> login(folder))
                .thenComposeAsync(
                        finished -> {
                            requireLogin(finished);
                            return steps.step(() -> world.processes().run(command(folder, "push", reference), words));
                        },
                        world.loop())
                .thenComposeAsync(
                        status -> {
                            requirePushed(status);
                            return steps.step(() -> logout(folder));
                        },
                        world.loop())
                .handleAsync(
                        (finished, failure) -> {
                            folder.delete();
                            return failure == null
                                    ? CompletableFuture.<Void>completedFuture(null)
                                    : CompletableFuture.<Void>failedFuture(failure);
                        },
                        world.blocking())
                .thenCompose(end -> end);
    }

    private CompletableFuture<Finished> login(DockerFolder folder) {
        byte[] password = credentials.password().reveal().getBytes(StandardCharsets.UTF_8);
        Command login =
                command(folder, "login", "--username", text(credentials.username()), "--password-stdin", registry);
        return world.processes().capture(login, password, MOST_BYTES);
    }

    private CompletableFuture<Finished> logout(DockerFolder folder) {
        return world.processes().capture(command(folder, "logout", registry), MOST_BYTES);
    }

    private void requireLogin(Finished finished) {
        if (finished.exitStatus() != 0) {
            finished.error().lines().forEach(line -> words.line(true, line));
            throw new DockerException("docker login to " + registry + " ended with exit status " + finished.exitStatus()
                    + words.quoted() + Hints.forPush(words.quoted()));
        }
    }

    private void requirePushed(int status) {
        if (status != 0) {
            throw new DockerException("docker push of " + reference + " to " + registry + " ended with exit status "
                    + status + words.quoted() + Hints.forPush(words.quoted()));
        }
    }

    private Command command(DockerFolder folder, String... more) {
        Map<String, String> variables = new LinkedHashMap<>(environment.variables());
        variables.put("DOCKER_CONFIG", folder.path().toString());
        return Docker.command(directory, variables, more);
    }

    private static String text(Text text) {
        return text instanceof Secret secret ? secret.reveal() : text.shown();
    }
}
