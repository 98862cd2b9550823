package dev.haloy;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.resolve.Mistakes;
import dev.haloy.world.World;
import java.nio.file.Path;

/**
 * Where everything begins: load a file or describe an app, choose targets, deploy.
 *
 * <pre>{@code
 * Haloy.load("haloy.yaml").target("production").deploy();   // returns: production runs the new version
 * }</pre>
 *
 * <p>Everything this leads to is immutable and may be shared by threads. Nothing is sent to any server before a verb:
 * {@code deploy}, {@code plan}, {@code status}.
 */
public final class Haloy {
    private Haloy() {}

    /**
     * Reads a configuration.
     *
     * @param path the file, or a folder with a {@code haloy.yaml}; relative to the working directory
     * @throws ConfigException with every mistake of the file at once
     */
    public static Project load(String path) {
        return load(Path.of(path));
    }

    /**
     * Reads a configuration.
     *
     * @param path the file, or a folder with a {@code haloy.yaml}; relative to the working directory
     * @throws ConfigException with every mistake of the file at once
     */
    public static Project load(Path path) {
        return load(path, World.system());
    }

    /**
     * Reads a configuration in another World, whose working directory relative paths start from and in which the project
     * then lives.
     *
     * @throws ConfigException with every mistake of the file at once
     */
    public static Project load(Path path, World world) {
        return Project.of(read(path, world), world);
    }

    private static LoadedConfig read(Path path, World world) {
        try {
            return ConfigLoader.load(path, world.environment().workingDirectory());
        } catch (ConfigException broken) {
            throw Mistakes.all(broken);
        }
    }

    /** A project of a configuration that was read already. */
    public static Project of(LoadedConfig config) {
        return Project.of(config, World.system());
    }

    /** Starts the description of an app in Java. */
    public static App app(String name) {
        return App.named(name);
    }

    /** The servers this machine has tokens for. */
    public static Servers servers() {
        return servers(World.system());
    }

    /** The servers that another World's configuration directory has tokens for. */
    public static Servers servers(World world) {
        return new Servers(world);
    }
}
