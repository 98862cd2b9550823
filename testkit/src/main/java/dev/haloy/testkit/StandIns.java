package dev.haloy.testkit;

import dev.haloy.config.EnvVar;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.resolve.ResolvedTarget.Image;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts something harmless in the place of what a rehearsal does not fetch: variables, secrets and logins. */
final class StandIns {
    private static final Secret SECRET = Secret.of("stand-in-of-a-rehearsal");

    private StandIns() {}

    /** The target with stand-ins for all values that come from elsewhere. */
    static ReadyTarget ready(ResolvedTarget target, Path directory) {
        Environment nothing = new Environment(Map.of(), directory, directory);
        List<ReadyTarget.Value> env = values(target.env());
        List<ReadyTarget.Value> args =
                env.stream().filter(ReadyTarget.Value::buildArg).toList();
        return new ReadyTarget(target, env, Optional.empty(), login(target.image()), args, nothing, nothing);
    }

    private static Optional<ReadyTarget.Credentials> login(Image image) {
        return image.registry()
                .filter(registry ->
                        registry.username().isPresent() && registry.password().isPresent())
                .map(registry -> new ReadyTarget.Credentials(
                        registry.server().filter(server -> !server.isEmpty()), SECRET, SECRET));
    }

    private static List<ReadyTarget.Value> values(List<EnvVar> env) {
        return env.stream()
                .map(variable -> new ReadyTarget.Value(
                        variable.name().orElse(""),
                        text(variable),
                        variable.buildArg().orElse(false)))
                .toList();
    }

    private static Text text(EnvVar variable) {
        return variable.source().hasFrom()
                ? SECRET
                : Text.plain(variable.source().value().orElse(""));
    }

    /** The same with another image. */
    static ReadyTarget with(Image image, ReadyTarget ready) {
        return new ReadyTarget(
                with(image, ready.target()),
                ready.env(),
                ready.apiToken(),
                ready.registry(),
                List.of(),
                ready.environment(),
                ready.hookEnvironment());
    }

    private static ResolvedTarget with(Image image, ResolvedTarget target) {
        return new ResolvedTarget(
                target.key(),
                target.name(),
                target.preset(),
                image,
                target.serverAsWritten(),
                target.server(),
                Optional.empty(),
                target.strategy(),
                target.namingStrategy(),
                target.isProtected(),
                target.domains(),
                target.acmeEmail(),
                target.env(),
                target.healthCheckPath(),
                target.minReadySeconds(),
                target.port(),
                target.replicas(),
                target.volumes(),
                target.network(),
                target.preDeploy(),
                target.postDeploy(),
                target.origins());
    }
}
