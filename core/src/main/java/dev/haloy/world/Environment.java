package dev.haloy.world;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables and folders a run works with. Nothing else of the process's surroundings is read.
 *
 * @param variables the environment variables
 * @param workingDirectory where relative paths begin, absolute
 * @param home the user's home directory
 */
public record Environment(Map<String, String> variables, Path workingDirectory, Path home) {
    /** Makes private copies. */
    public Environment {
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The folder with {@code client.yaml} and the token file: {@code HALOY_CONFIG_DIR} if set (a leading {@code ~/} means
     * the home directory), else {@code .config/haloy} in the home directory.
     */
    public Path configDirectory() {
        return variable("HALOY_CONFIG_DIR")
                .map(text -> text.startsWith("~/") ? home.resolve(text.substring(2)) : workingDirectory.resolve(text))
                .orElseGet(() -> home.resolve(".config").resolve("haloy"));
    }

    /**
     * The folder for what can be made again: {@code HALOY_CACHE_DIR}, else {@code haloy} in {@code XDG_CACHE_HOME}, else in
     * {@code .cache} of the home directory.
     */
    public Path cacheDirectory() {
        return variable("HALOY_CACHE_DIR")
                .map(workingDirectory::resolve)
                .orElseGet(() -> variable("XDG_CACHE_HOME")
                        .map(workingDirectory::resolve)
                        .orElseGet(() -> home.resolve(".cache"))
                        .resolve("haloy"));
    }

    /** The same folders with other variables. */
    public Environment withVariables(Map<String, String> replaced) {
        return new Environment(replaced, workingDirectory, home);
    }

    /** The number of variables and the folders, never the values. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables, workingDirectory=" + workingDirectory + "]";
    }
}
