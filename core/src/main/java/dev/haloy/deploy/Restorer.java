package dev.haloy.deploy;

import dev.haloy.client.PastDeployment;
import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.world.World;
import java.util.List;
import java.util.Optional;

/**
 * Makes a target of what a server has stored of an earlier deployment: its settings as they were, its secrets and variables as
 * they are today, checked by the same rules as a file. Immutable.
 */
public final class Restorer {
    private final LoadedConfig config;
    private final World world;
    private final List<NamedProvider> providers;

    /**
     * Restores for targets of this configuration.
     *
     * @param providers asked for secrets before what the stored configuration says about providers
     */
    public Restorer(LoadedConfig config, World world, List<NamedProvider> providers) {
        this.config = config;
        this.world = world;
        this.providers = List.copyOf(providers);
    }

    /**
     * The target as it was. May block for programs of secret stores.
     *
     * @param today the target as the configuration has it now: says which server, and gives the token
     * @param image the image to pull again; empty if the server has kept it
     * @throws ConfigException if the stored configuration cannot be used, or a value cannot be had any more
     */
    ReadyTarget restore(ReadyTarget today, PastDeployment past, Optional<String> image) {
        boolean single = config.app().targets().isEmpty();
        String key = today.target().key();
        Optional<String> below = single ? Optional.empty() : Optional.of(key);
        LoadedConfig stored = past.configuration(below, today.target().serverAsWritten(), config.directory(), image);
        TargetSelection chosen = single ? TargetSelection.only() : TargetSelection.named(key);
        Resolution resolution = Resolver.resolve(stored, chosen, ResolveOptions.defaults());
        ReadyTarget ready = ValueFiller.of(stored, world, ResolveOptions.defaults())
                .withProviders(providers)
                .fill(resolution)
                .targets()
                .get(0);
        if (!ready.target().name().equals(today.target().name())) {
            throw new ConfigException(
                    "The stored configuration of " + past.id() + " is about another app.",
                    List.of(new Problem(
                            Problem.Severity.ERROR,
                            "2.8",
                            KeyPath.of("name"),
                            "it names '" + ready.target().name() + "'",
                            Optional.empty(),
                            Optional.empty())));
        }
        return new ReadyTarget(
                ready.target(),
                ready.env(),
                today.apiToken(),
                ready.registry(),
                List.of(),
                ready.environment(),
                ready.hookEnvironment());
    }
}
