package dev.haloy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A program that keeps tokens, such as the key chain of an operating system: one of those that Docker calls credential helpers, asked
 * in their way. What is secret goes through standard input and output, never among arguments, and nothing that the program prints is
 * repeated.
 */
final class CredentialHelper {
    private static final String PREFIX = "docker-credential-";
    private static final String USER = "haloy";
    /** Somebody may have to unlock it first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MOST_BYTES = 1 << 16;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final World world;
    private final String program;

    /** By what follows {@code docker-credential-} in its name, or by its path. */
    CredentialHelper(World world, String name) {
        this.world = world;
        this.program = name.contains("/") || name.contains("\\") ? name : PREFIX + name;
    }

    /** It did not do what it was asked for; the message names it and repeats nothing that it printed. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    String program() {
        return program;
    }

    /** The token it keeps for a server. */
    Secret get(ServerAddress server) throws FailedException {
        String output = run("get", url(server)).output();
        try {
            JsonNode secret = MAPPER.readTree(output).path("Secret");
            return Optional.of(secret.asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(Secret::of)
                    .orElseThrow(() -> new FailedException(program + " gave no token"));
        } catch (JsonProcessingException e) {
            throw new FailedException(program + " did not answer in JSON");
        }
    }

    void store(ServerAddress server, Secret token) throws FailedException {
        run(
                "store",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ServerURL", url(server))
                        .put("Username", USER)
                        .put("Secret", token.reveal())
                        .toString());
    }

    void erase(ServerAddress server) throws FailedException {
        run("erase", url(server));
    }

    /** Helpers refuse other schemes; the path keeps it apart from a registry on the same host. */
    private static String url(ServerAddress server) {
        return "https://" + server.key() + "/haloy";
    }

    private ProcessRunner.Finished run(String verb, String input) throws FailedException {
        ProcessRunner.Command command = new ProcessRunner.Command(
                List.of(program, verb), world.environment().workingDirectory(), variables());
        CompletableFuture<ProcessRunner.Finished> running =
                world.processes().capture(command, input.getBytes(StandardCharsets.UTF_8), MOST_BYTES);
        Future<?> limit = world.loop().schedule(() -> running.cancel(true), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        ProcessRunner.Finished finished = await(verb, running);
        limit.cancel(false);
        if (finished.exitStatus() != 0) {
            throw new FailedException(program + " " + verb + " failed with exit status " + finished.exitStatus());
        }
        return finished;
    }

    private ProcessRunner.Finished await(String verb, CompletableFuture<ProcessRunner.Finished> running)
            throws FailedException {
        try {
            return world.await(running);
        } catch (CancellationException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new FailedException(
                    program + " " + verb + " did not end within " + PATIENCE.toSeconds() + " seconds and was stopped");
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new FailedException(program + " could not be run: " + cause.getMessage());
            }
            throw e;
        }
    }

    /** Tokens of other servers are none of its business. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(world.environment().variables());
        variables.keySet().removeIf(name -> name.startsWith("HALOY_API_TOKEN"));
        return variables;
    }
}
