package dev.haloy.client;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.Map;

/** Makes the only target of a configuration ready. */
final class ReadyTargets {
    private ReadyTargets() {}

    static LoadedConfig load(String yaml) {
        return ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", Path.of("/project"));
    }

    static ReadyTarget only(LoadedConfig loaded, Map<String, String> variables) {
        World world = World.builder()
                .environment(new Environment(variables, Path.of("/project"), Path.of("/home/user")))
                .processes(ProcessRunner.forbidden())
                .blocking(Runnable::run)
                .build();
        Resolution resolution = Resolver.resolve(loaded, new TargetSelection.Only(), ResolveOptions.defaults());
        return ValueFiller.of(loaded, world, ResolveOptions.defaults())
                .fill(resolution)
                .targets()
                .get(0);
    }
}
