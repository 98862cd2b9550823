package dev.haloy.resolve;

import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.world.Environment;
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
 * @param environment what this target's hooks and its token look-up see: the process's variables and the env files
 */
public record ReadyTarget(
        ResolvedTarget target,
        List<Value> env,
        Optional<Secret> apiToken,
        Optional<Credentials> registry,
        List<Value> buildArgs,
        Environment environment) {

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
