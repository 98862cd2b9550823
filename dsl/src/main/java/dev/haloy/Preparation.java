package dev.haloy;

import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.DeployRequest;
import dev.haloy.deploy.EarlierVersion;
import dev.haloy.deploy.Restorer;
import dev.haloy.error.Problem;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.Filled;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.Resolution;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.Resolver;
import dev.haloy.resolve.TargetSelection;
import dev.haloy.resolve.ValueFiller;
import dev.haloy.secret.provider.NamedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a choice of targets to what is deployed: resolve, then fill. Blocks, for secrets.
 *
 * @param config the configuration
 * @param setting how to work
 * @param chosen the choice
 */
record Preparation(LoadedConfig config, Setting setting, TargetSelection chosen) {
    Resolution resolve() {
        return Resolver.resolve(config, chosen, ResolveOptions.defaults());
    }

    /** Everything for a deployment; warnings are told to the listeners. */
    DeployRequest request() {
        Resolution resolution = resolve();
        warn(config.warnings());
        warn(resolution.warnings());
        List<NamedProvider> providers = providers();
        Filled filled = filler(providers).fill(resolution);
        warn(filled.warnings());
        return begin(filled.targets(), resolution, providers)
                .globalPreDeploy(config.app().globalPreDeploy())
                .globalPostDeploy(config.app().globalPostDeploy())
                .secretProviders(config.app().secretProviders())
                .images(setting.images())
                .build();
    }

    /** Everything for going back to an earlier version: no secret but the tokens is read of the targets as they are now. */
    DeployRequest request(EarlierVersion version) {
        Resolution resolution = resolve();
        List<NamedProvider> providers = providers();
        return begin(filler(providers).fillTokensOnly(resolution).targets(), resolution, providers)
                .earlier(version)
                .build();
    }

    private DeployRequest.Builder begin(
            List<ReadyTarget> targets, Resolution resolution, List<NamedProvider> providers) {
        return DeployRequest.builder()
                .targets(targets)
                .skippedProtected(resolution.skippedProtected())
                .directory(config.directory())
                .environment(EnvFiles.of(setting.world().environment(), config).hookEnvironment())
                .restorer(new Restorer(config, setting.world(), providers));
    }

    List<Explainer> explainers() {
        return Explainer.of(config, chosen, ResolveOptions.defaults());
    }

    /** The targets with every value. */
    List<ReadyTarget> withValues() {
        return filler(providers()).fill(resolve()).targets();
    }

    /** The targets as far as asking their servers needs them. */
    List<ReadyTarget> withTokensOnly() {
        return filler(providers()).fillTokensOnly(resolve()).targets();
    }

    /** The targets as far as following them needs them: no hooks, no values. */
    DeployRequest requestToFollow() {
        return DeployRequest.builder()
                .targets(withTokensOnly())
                .directory(config.directory())
                .environment(setting.world().environment())
                .build();
    }

    private ValueFiller filler(List<NamedProvider> providers) {
        return ValueFiller.of(config, setting.world(), ResolveOptions.defaults())
                .withProviders(providers);
    }

    private List<NamedProvider> providers() {
        List<NamedProvider> providers = new ArrayList<>(setting.providers());
        providers.addAll(NamedProvider.installed());
        return providers;
    }

    private void warn(List<Problem> warnings) {
        for (Problem warning : warnings) {
            setting.tell(new DeployEvent.Warned(setting.world().clock().instant(), Optional.empty(), warning.render()));
        }
    }
}
