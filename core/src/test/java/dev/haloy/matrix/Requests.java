package dev.haloy.matrix;

import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.Restorer;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Filled;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.List;

/** What is asked for by a configuration with several targets. */
final class Requests {
    private Requests() {}

    /** All of its targets. */
    static DeployRequest of(String yaml, World world) {
        Path here = Path.of("").toAbsolutePath();
        LoadedConfig loaded = ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", here);
        Resolution resolution = Resolver.resolve(loaded, new TargetSelection.All(false), ResolveOptions.defaults());
        Filled filled = ValueFiller.of(loaded, world, ResolveOptions.defaults()).fill(resolution);
        return DeployRequest.builder()
                .targets(filled.targets())
                .globalPreDeploy(loaded.app().globalPreDeploy())
                .globalPostDeploy(loaded.app().globalPostDeploy())
                .directory(loaded.directory())
                .environment(EnvFiles.of(world.environment(), loaded).hookEnvironment())
                .restorer(new Restorer(loaded, world, List.of()))
                .build();
    }
}
