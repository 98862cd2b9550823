package dev.haloy.resolve;

import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.world.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A target with every value at hand: what is deployed.
 *
 * @param target the target
 * @param env variables with values, interpolated, in their final order
 * @param apiToken the token from the file, if it gives one
 * @param registry credentials of the image's registry, if the file gives them
 * @param buildArgs build arguments with values
 * @param environment what looking up values and tokens sees: the process's variables and the files of variables
 * @param hookEnvironment what this target's hooks see: the same without tokens of servers and without what only the client
 *     configuration directory says
 */
public record ReadyTarget(
        ResolvedTarget target,
        List<Value> env,
        Optional<Secret> apiToken,
        Optional<Credentials> registry,
        List<Value> buildArgs,
        Environment environment,
        Environment hookEnvironment) {
    /** Makes private copies. */
    public ReadyTarget {
        env = List.copyOf(env);
        buildArgs = List.copyOf(buildArgs);
    }

    /** Everything in it that nobody may see, for a {@link dev.haloy.secret.Redactor}. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        apiToken.ifPresent(secrets::add);
        registry.ifPresent(credentials -> {
            addIfSecret(credentials.username(), secrets);
            secrets.add(credentials.password());
        });
        env.forEach(value -> addIfSecret(value.text(), secrets));
        buildArgs.forEach(value -> addIfSecret(value.text(), secrets));
        return List.copyOf(secrets);
    }

    private static void addIfSecret(Text text, List<Secret> secrets) {
        if (text instanceof Secret secret) {
            secrets.add(secret);
        }
    }

    /**
     * A named value.
     *
     * @param name its name
     * @param text its value
     * @param buildArg whether it is a build argument too
     */
    public record Value(String name, Text text, boolean buildArg) {}

    /**
     * Who logs in to a registry.
     *
     * @param server the registry, if the file names it
     * @param username the user
     * @param password the password or token
     */
    public record Credentials(Optional<String> server, Text username, Secret password) {}
}
