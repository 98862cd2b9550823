package dev.haloy.resolve;

import dev.haloy.config.AppConfig;
import dev.haloy.config.LoadedConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Lays a target over the top level. */
final class TargetMerge {
    private final AppConfig app;
    private final Places places;
    private final ResolveOptions options;
    private final Layer<TargetConfig> base;

    TargetMerge(LoadedConfig loaded, ResolveOptions options) {
        this.app = loaded.app();
        this.places = new Places(loaded);
        this.options = options;
        this.base = new Layer<>(app.base(), KeyPath.ROOT, Origin.Rule.BASE, places);
    }

    /** The only target of a file without targets. */
    Draft single(Consumer<Problem> findings) {
        Layer<TargetConfig> top = new Layer<>(app.base(), KeyPath.ROOT, Origin.Rule.TARGET, places);
        return merge(app.base().name().orElse(""), KeyPath.ROOT, List.of(top), findings);
    }

    /** The target of this key, which the file has. */
    Draft target(String key, Consumer<Problem> findings) {
        TargetConfig target = Objects.requireNonNull(app.targets().get(key));
        KeyPath path = places.target(key);
        return merge(key, path, List.of(new Layer<>(target, path, Origin.Rule.TARGET, places), base), findings);
    }

    private Draft merge(String key, KeyPath path, List<Layer<TargetConfig>> layers, Consumer<Problem> findings) {
        Origins origins = new Origins();
        TargetConfig.Builder merged = TargetConfig.builder();
        name(key, path, layers, origins, merged);
        plainSettings(new Overlay<>(layers, KnownKeys.TARGET, origins), merged);
        new ImageMerge(app.images(), places, findings).merge(layers, origins).ifPresent(merged::image);
        merged.env(new EnvMerge(findings).merge(layers, origins));
        return new Draft(key, merged.build(), new Site(places, path, origins), origins);
    }

    private void name(
            String key, KeyPath path, List<Layer<TargetConfig>> layers, Origins origins, TargetConfig.Builder merged) {
        boolean ownOnly = options.nameFallback() == ResolveOptions.NameFallback.TARGET_KEY;
        List<Layer<TargetConfig>> asked = ownOnly ? layers.subList(0, 1) : layers;
        if (!path.isRoot()) {
            merged.name(key);
            origins.put(
                    KnownKeys.TARGET.key("name"),
                    new Source.Written(Origin.Rule.TARGET_KEY, layers.get(0), KeyPath.ROOT));
        }
        new Overlay<>(asked, KnownKeys.TARGET, origins).text("name", TargetConfig::name, merged::name);
    }

    private static void plainSettings(Overlay<TargetConfig> overlay, TargetConfig.Builder merged) {
        overlay.text("preset", TargetConfig::preset, merged::preset);
        overlay.text("server", TargetConfig::server, merged::server);
        overlay.take("api_token", TargetConfig::apiToken, merged::apiToken);
        overlay.text("deployment_strategy", TargetConfig::deploymentStrategy, merged::deploymentStrategy);
        overlay.text("naming_strategy", TargetConfig::namingStrategy, merged::namingStrategy);
        overlay.take("protected", TargetConfig::isProtected, merged::isProtected);
        overlay.take("domains", TargetConfig::domains, merged::domains);
        overlay.text("acme_email", TargetConfig::acmeEmail, merged::acmeEmail);
        overlay.text("health_check_path", TargetConfig::healthCheckPath, merged::healthCheckPath);
        overlay.take("min_ready_seconds", TargetConfig::minReadySeconds, merged::minReadySeconds);
        overlay.text("port", TargetConfig::port, merged::port);
        overlay.take("replicas", TargetConfig::replicas, merged::replicas);
        overlay.take("volumes", TargetConfig::volumes, merged::volumes);
        overlay.text("network", TargetConfig::network, merged::network);
        overlay.take("pre_deploy", TargetConfig::preDeploy, merged::preDeploy);
        overlay.take("post_deploy", TargetConfig::postDeploy, merged::postDeploy);
    }
}
