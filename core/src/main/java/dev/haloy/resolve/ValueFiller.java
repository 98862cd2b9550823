package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.secret.provider.SecretSources;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gets the values that a file only points to: from variables, from files of variables and from secret stores.
 *
 * <p>Works on the calling thread and may block it, for programs of secret stores and foreign providers;
 * never call it on the World's loop. Only what the given
 * targets need is asked for, each secret once per call. Whatever came from a {@code from} is a secret afterwards. Immutable.
 */
public final class ValueFiller {
    private final LoadedConfig loaded;
    private final World world;
    private final ResolveOptions options;
    private final List<NamedProvider> providers;
    private final Duration commandLimit;

    private ValueFiller(
            LoadedConfig loaded,
            World world,
            ResolveOptions options,
            List<NamedProvider> providers,
            Duration commandLimit) {
        this.loaded = loaded;
        this.world = world;
        this.options = options;
        this.providers = List.copyOf(providers);
        this.commandLimit = commandLimit;
    }

    /** Fills from this World's variables, files and programs; no provider is registered. */
    public static ValueFiller of(LoadedConfig loaded, World world, ResolveOptions options) {
        return new ValueFiller(loaded, world, options, List.of(), SecretSources.DEFAULT_LIMIT);
    }

    /** The same with these providers, asked in this order before the file's own. */
    public ValueFiller withProviders(List<NamedProvider> registered) {
        return new ValueFiller(loaded, world, options, registered, commandLimit);
    }

    /** The same with another limit for a program of a secret store; without it two minutes. */
    public ValueFiller withCommandLimit(Duration limit) {
        return new ValueFiller(loaded, world, options, providers, limit);
    }

    /**
     * Gets every value.
     *
     * @throws ConfigException with everything that is missing or wrong, of all targets, never with a value
     */
    public Filled fill(Resolution resolution) {
        Findings findings = new Findings();
        List<ReadyTarget> targets = new ArrayList<>();
        for (TargetFilling filling : fillings(resolution, findings)) {
            filling.everything().ifPresent(targets::add);
        }
        new CrossRules(new Places(loaded), findings::add)
                .builds(targets, ReadyTarget::target, target -> BuildInputs.ready(target, loaded.directory()));
        return finish(targets, findings);
    }

    /**
     * Gets the tokens only: enough for everything but a deployment.
     *
     * @throws ConfigException with everything that is missing or wrong
     */
    public Filled fillTokensOnly(Resolution resolution) {
        Findings findings = new Findings();
        List<ReadyTarget> targets = new ArrayList<>();
        for (TargetFilling filling : fillings(resolution, findings)) {
            filling.tokenOnly().ifPresent(targets::add);
        }
        return finish(targets, findings);
    }

    private List<TargetFilling> fillings(Resolution resolution, Findings findings) {
        EnvFiles files = EnvFiles.of(world.environment(), loaded);
        SecretSources secrets = new SecretSources(loaded, providers, world, commandLimit);
        Places places = new Places(loaded);
        boolean single = loaded.app().targets().isEmpty();
        List<TargetFilling> fillings = new ArrayList<>();
        for (ResolvedTarget target : resolution.targets()) {
            Site site = new Site(places, places.target(target.key()), target.origins());
            String fileKey = single ? "" : target.key();
            EnvFiles.TargetVariables variables = files.target(fileKey, options.targetEnvOverridesDotEnv());
            warnUnusableKey(fileKey, site, findings);
            variables.warnings().forEach(findings::add);
            fillings.add(new TargetFilling(target, site, variables, secrets, findings));
        }
        return fillings;
    }

    private static void warnUnusableKey(String key, Site site, Findings findings) {
        if (!key.isEmpty() && !EnvFiles.isFileName(key)) {
            findings.add(new Problem(
                    Problem.Severity.WARNING,
                    "6.3",
                    site.path(),
                    "a target with this key has no .env file of its own",
                    site.places().locate(site.path()),
                    Optional.of("use a key without / and \\ if it should have one")));
        }
    }

    private static Filled finish(List<ReadyTarget> targets, Findings findings) {
        findings.throwIfErrors("Values of the configuration cannot be had; nothing was sent to any server.");
        return new Filled(targets, findings.warnings());
    }
}
