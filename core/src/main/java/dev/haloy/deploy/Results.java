package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a result of the last state. */
final class Results {
    private Results() {}

    static DeployResult of(RunState state, DeployRequest request) {
        List<TargetResult> results = new ArrayList<>();
        Instant first = state.now();
        for (TargetState target : state.targets()) {
            if (!target.spec.undoes()) {
                results.add(result(target, state.outcome(target.spec.key())));
            }
            first = target.startedAt.filter(first::isAfter).orElse(first);
        }
        for (String skipped : request.skippedProtected()) {
            Outcome outcome = new Outcome.Skipped(Outcome.Reason.PROTECTED);
            results.add(new TargetResult(skipped, skipped, "", outcome, Duration.ZERO));
        }
        return new DeployResult(
                state.spec().runId(),
                results,
                state.runProblems(),
                state.isCancelled(),
                Duration.between(first, state.now()),
                deliveries(state));
    }

    /** The targets that have an outcome, in declared order. */
    static List<TargetResult> soFar(RunState state) {
        return state.targets().stream()
                .filter(target -> target.isDecided() && !target.spec.undoes())
                .map(target -> result(target, state.outcome(target.spec.key())))
                .toList();
    }

    private static List<DeployResult.Delivery> deliveries(RunState state) {
        return state.targets().stream()
                .filter(target -> target.image.there())
                .flatMap(target -> target
                        .spec
                        .image()
                        .filter(image -> image.way() == ImageSpec.Way.SERVER)
                        .map(image -> new DeployResult.Delivery(
                                image.reference(), image.to(), target.image.bytesSent(), target.image.bytesSaved()))
                        .stream())
                .distinct()
                .toList();
    }

    private static TargetResult result(TargetState target, Optional<Outcome> became) {
        Optional<Duration> took =
                target.startedAt.flatMap(begin -> target.finishedAt.map(end -> Duration.between(begin, end)));
        Outcome outcome = became.orElseThrow(() ->
                new IllegalStateException("the run ended without an outcome for target '" + target.spec.key() + "'"));
        return new TargetResult(
                target.spec.key(),
                target.spec.app(),
                target.spec.server(),
                outcome,
                took.orElse(Duration.ZERO),
                target.before.map(AppStatus::deploymentId));
    }
}
