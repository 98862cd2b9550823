package dev.haloy.resolve;

import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that a command or a target sees: those of the process, together with {@code .env} files in the working
 * directory, the client configuration directory and the folder of the configuration. The process itself is never changed.
 *
 * <p>From the strongest to the weakest: {@code .env.local} beside the configuration, in the client configuration directory,
 * in the working directory; the process; {@code .env} in the working directory, in the client configuration directory, beside
 * the configuration; {@code .env.<target>}. A variable that is set but empty hides weaker ones.
 *
 * <p>Reads the files when it is made, once. Immutable.
 */
public final class EnvFiles {
    private static final String DOT_ENV = ".env";
    private static final String LOCAL = ".env.local";

    private final Environment process;
    private final Path client;
    private final List<EnvLayer> strong;
    private final EnvLayer workingDotEnv;
    private final List<EnvLayer> weak;
    private final Optional<Path> config;
    private final TokenVariables tokens;

    private EnvFiles(Environment process, Optional<Path> config) {
        Path working = process.workingDirectory();
        this.process = process;
        this.config = config.filter(path -> !path.equals(working));
        this.workingDotEnv = EnvLayer.file(working.resolve(DOT_ENV), working, false);
        // The folder may itself be named by .env of the working directory.
        this.client = process.withVariables(EnvLayer.merge(List.of(EnvLayer.process(process), workingDotEnv)))
                .configDirectory();
        this.tokens = TokenVariables.in(client);
        List<EnvLayer> above = new ArrayList<>();
        List<EnvLayer> below = new ArrayList<>();
        this.config.ifPresent(path -> above.add(EnvLayer.file(path.resolve(LOCAL), working, false)));
        above.add(EnvLayer.file(client.resolve(LOCAL), working, true));
        above.add(EnvLayer.file(working.resolve(LOCAL), working, false));
        above.add(EnvLayer.process(process));
        below.add(EnvLayer.file(client.resolve(DOT_ENV), working, true));
        this.config.ifPresent(path -> below.add(EnvLayer.file(path.resolve(DOT_ENV), working, false)));
        this.strong = List.copyOf(above);
        this.weak = List.copyOf(below);
    }

    /** For commands that need no configuration. */
    public static EnvFiles forCommands(Environment process) {
        return new EnvFiles(process, Optional.empty());
    }

    /** For the targets of a configuration. */
    public static EnvFiles of(Environment process, LoadedConfig loaded) {
        return new EnvFiles(
                process, Optional.of(loaded.directory().toAbsolutePath().normalize()));
    }

    /** The client configuration directory that these files lead to. */
    public Path clientDirectory() {
        return client;
    }

    /** All variables but those of a single target. */
    public Environment environment() {
        return process.withVariables(EnvLayer.merge(layers(Optional.empty(), false)));
    }

    /** What commands see that belong to no target: no token of a server, nothing that only the client directory says. */
    public Environment hookEnvironment() {
        List<EnvLayer> layers = layers(Optional.empty(), false).stream()
                .filter(layer -> !layer.fromClient())
                .toList();
        return process.withVariables(tokens.removedFrom(EnvLayer.merge(layers)));
    }

    /** What a target sees; its own {@code .env.<target>} is read now. */
    TargetVariables target(String key, boolean overridesDotEnv) {
        List<EnvLayer> layers = layers(targetLayer(key), overridesDotEnv);
        List<EnvLayer> withoutClient =
                layers.stream().filter(layer -> !layer.fromClient()).toList();
        Map<String, String> all = EnvLayer.merge(layers);
        return new TargetVariables(
                layers,
                process.withVariables(all),
                process.withVariables(tokens.removedFrom(all)),
                process.withVariables(tokens.removedFrom(EnvLayer.merge(withoutClient))));
    }

    private Optional<EnvLayer> targetLayer(String key) {
        if (!isFileName(key)) {
            return Optional.empty();
        }
        Path working = process.workingDirectory();
        EnvLayer here = EnvLayer.file(working.resolve(DOT_ENV + "." + key), working, false);
        if (here.exists() || config.isEmpty()) {
            return Optional.of(here);
        }
        return Optional.of(EnvLayer.file(config.get().resolve(DOT_ENV + "." + key), working, false));
    }

    /** Whether a target's key can be part of a file name. */
    static boolean isFileName(String key) {
        return !key.isEmpty() && key.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    }

    private List<EnvLayer> layers(Optional<EnvLayer> target, boolean overridesDotEnv) {
        List<EnvLayer> layers = new ArrayList<>(strong);
        if (overridesDotEnv) {
            target.ifPresent(layers::add);
        }
        layers.add(workingDotEnv);
        layers.addAll(weak);
        if (!overridesDotEnv) {
            target.ifPresent(layers::add);
        }
        return layers;
    }

    /**
     * The variables of one target.
     *
     * @param layers where they come from, the strongest first
     * @param all for looking up values and tokens
     * @param forPrograms for the programs of secret stores: without tokens of servers
     * @param forHooks for commands of the file: without tokens and without what only the client directory says
     */
    record TargetVariables(List<EnvLayer> layers, Environment all, Environment forPrograms, Environment forHooks) {
        /** The mistake in a file that hides a variable, if there is one and nothing stronger has the variable. */
        Optional<Problem> mistakeHiding(String name) {
            for (EnvLayer layer : layers) {
                if (layer.values().containsKey(name)) {
                    return Optional.empty();
                }
                if (layer.hides(name)) {
                    return layer.mistake();
                }
            }
            return Optional.empty();
        }

        /** What the files have to say for themselves, as warnings. */
        List<Problem> warnings() {
            Map<String, Problem> warnings = new LinkedHashMap<>();
            for (EnvLayer layer : layers) {
                layer.warnings().forEach(warning -> warnings.putIfAbsent(warning.render(), warning));
            }
            return List.copyOf(warnings.values());
        }
    }
}
