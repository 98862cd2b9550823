package dev.haloy.resolve;

import dev.haloy.config.HistoryConfig;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.ServerAddress;
import dev.haloy.config.TargetConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns a draft without gaps into a resolved target. */
final class Completion {
    private Completion() {}

    /** The target; empty if it has no name or no usable server, so that no rule between targets applies to it. */
    static Optional<ResolvedTarget> of(Draft draft) {
        TargetConfig settings = draft.settings();
        if (settings.name().orElse("").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(draft, ServerAddress.parse(settings.server().orElse(""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ResolvedTarget of(Draft draft, ServerAddress server) {
        TargetConfig settings = draft.settings();
        return new ResolvedTarget(
                draft.key(),
                settings.name().orElseThrow(),
                settings.preset(),
                image(settings.image().orElseThrow()),
                settings.server().orElseThrow(),
                server,
                settings.apiToken(),
                strategy(settings.deploymentStrategy().orElseThrow()),
                settings.namingStrategy(),
                settings.isProtected(),
                settings.domains().orElse(List.of()),
                settings.acmeEmail(),
                settings.env(),
                settings.healthCheckPath().orElseThrow(),
                settings.minReadySeconds().orElseThrow(),
                NumberRules.withoutLeadingZeros(settings.port().orElseThrow()),
                settings.replicas().orElseThrow(),
                settings.volumes().orElse(List.of()),
                settings.network(),
                settings.preDeploy().orElse(List.of()),
                settings.postDeploy().orElse(List.of()),
                draft.origins());
    }

    private static ResolvedTarget.Strategy strategy(String word) {
        return word.equals(ResolvedTarget.Strategy.REPLACE.word())
                ? ResolvedTarget.Strategy.REPLACE
                : ResolvedTarget.Strategy.ROLLING;
    }

    private static ResolvedTarget.Image image(ImageConfig image) {
        return new ResolvedTarget.Image(
                image.repository().orElseThrow(),
                image.tag(),
                image.pullPolicy(),
                history(image.history().orElseThrow()),
                image.registry(),
                image.build(),
                image.buildConfig());
    }

    private static ResolvedTarget.History history(HistoryConfig history) {
        OptionalInt count = history.count().map(OptionalInt::of).orElse(OptionalInt.empty());
        return new ResolvedTarget.History(history.strategy().orElseThrow(), count, history.pattern());
    }
}
