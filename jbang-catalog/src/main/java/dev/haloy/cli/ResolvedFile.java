package dev.haloy.cli;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.resolve.ResolvedTarget;
import java.util.Optional;

/**
 * A resolved target as the file that would mean exactly it: nothing inherited, no default left out. Values from elsewhere
 * stay references, so it can be shown to anybody who may see the original.
 */
final class ResolvedFile {
    private ResolvedFile() {}

    static String yaml(ResolvedTarget target) {
        return ConfigWriter.toYaml(AppConfig.builder().base(settings(target)).build());
    }

    private static TargetConfig settings(ResolvedTarget target) {
        TargetConfig.Builder to = TargetConfig.builder()
                .name(target.name())
                .image(image(target.image()))
                .server(target.serverAsWritten())
                .deploymentStrategy(target.strategy().word())
                .env(target.env())
                .healthCheckPath(target.healthCheckPath())
                .port(target.port())
                .replicas(target.replicas());
        target.apiToken().ifPresent(to::apiToken);
        target.namingStrategy().ifPresent(to::namingStrategy);
        target.isProtected().ifPresent(to::isProtected);
        target.acmeEmail().ifPresent(to::acmeEmail);
        target.network().ifPresent(to::network);
        Optional.of(target.minReadySeconds()).filter(seconds -> seconds > 0).ifPresent(to::minReadySeconds);
        Optional.of(target.domains()).filter(all -> !all.isEmpty()).ifPresent(to::domains);
        Optional.of(target.volumes()).filter(all -> !all.isEmpty()).ifPresent(to::volumes);
        Optional.of(target.preDeploy()).filter(all -> !all.isEmpty()).ifPresent(to::preDeploy);
        Optional.of(target.postDeploy()).filter(all -> !all.isEmpty()).ifPresent(to::postDeploy);
        return to.build();
    }

    private static ImageConfig image(ResolvedTarget.Image image) {
        ImageConfig.Builder to = ImageConfig.builder().repository(image.repository()).history(history(image.history()));
        image.tag().ifPresent(to::tag);
        image.pullPolicy().ifPresent(to::pullPolicy);
        image.registry().ifPresent(to::registry);
        image.build().ifPresent(to::build);
        image.buildConfig().ifPresent(to::buildConfig);
        return to.build();
    }

    private static HistoryConfig history(ResolvedTarget.History history) {
        HistoryConfig.Builder to = HistoryConfig.builder().strategy(history.strategy());
        history.count().ifPresent(to::count);
        history.pattern().ifPresent(to::pattern);
        return to.build();
    }
}
