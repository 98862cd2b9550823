package dev.haloy.cli;

import dev.haloy.config.AppConfig;
import dev.haloy.config.ConfigWriter;
import dev.haloy.config.EnvVar;
import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.config.ValueSource;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import java.util.Optional;

/**
 * A resolved target as the file that would mean exactly it: nothing inherited, no default left out, values in place of
 * references, for somebody who has asked to see them.
 */
final class ResolvedFile {
    private ResolvedFile() {}

    static String revealed(ReadyTarget ready) {
        return ConfigWriter.toYaml(
                AppConfig.builder().base(revealedSettings(ready)).build());
    }

    static TargetConfig revealedSettings(ReadyTarget ready) {
        TargetConfig settings = settings(ready.target());
        TargetConfig.Builder to = TargetConfig.builder(settings)
                .env(ready.env().stream().map(ResolvedFile::variable).toList());
        ready.apiToken().ifPresent(token -> to.apiToken(ValueSource.of(token.reveal())));
        ready.registry()
                .ifPresent(credentials ->
                        to.image(ImageConfig.builder(image(ready.target().image()))
                                .registry(registry(credentials))
                                .build()));
        return to.build();
    }

    private static EnvVar variable(ReadyTarget.Value value) {
        EnvVar.Builder to = EnvVar.builder().name(value.name()).source(ValueSource.of(clear(value.text())));
        return value.buildArg() ? to.buildArg(true).build() : to.build();
    }

    private static RegistryConfig registry(ReadyTarget.Credentials credentials) {
        RegistryConfig.Builder to = RegistryConfig.builder()
                .username(ValueSource.of(clear(credentials.username())))
                .password(ValueSource.of(credentials.password().reveal()));
        credentials.server().ifPresent(to::server);
        return to.build();
    }

    private static String clear(Text text) {
        return text instanceof Secret secret ? secret.reveal() : text.shown();
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
        ImageConfig.Builder to =
                ImageConfig.builder().repository(image.repository()).history(history(image.history()));
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
