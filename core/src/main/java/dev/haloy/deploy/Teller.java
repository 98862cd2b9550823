package dev.haloy.deploy;

import dev.haloy.deploy.Fact.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Tells listeners what facts mean to them. */
final class Teller implements BiConsumer<Fact, RunState> {
    private final Consumer<DeployEvent> listener;
    private final Hooks hooks;
    private final WaveTeller waves;
    private final RunState from;
    private Optional<RunState> last = Optional.empty();

    Teller(Consumer<DeployEvent> listener, Hooks hooks, RunState from) {
        this.listener = listener;
        this.hooks = hooks;
        this.waves = new WaveTeller(listener);
        this.from = from;
    }

    @Override
    public void accept(Fact fact, RunState state) {
        Optional<RunState> before = last;
        last = Optional.of(state);
        began(fact, state).ifPresent(listener);
        waves.started(fact.at(), before, state);
        if (fact instanceof Fact.Resumed) {
            tellOfInterruptedHooks(fact.at());
        }
        for (TargetState target : state.targets()) {
            Optional<TargetState> old = before.flatMap(seen -> seen.target(target.spec.key()));
            if (old.isEmpty() || old.get() != target) {
                changed(fact, old, target, state).forEach(listener);
            }
        }
        waves.finished(fact.at(), before, state);
    }

    /** What was running after the end of a target: nothing else shows that it may not have done its work. */
    private void tellOfInterruptedHooks(Instant at) {
        for (TargetState target : from.targets()) {
            target.afterwardsUnderWay()
                    .ifPresent(hook ->
                            listener.accept(new DeployEvent.Warned(at, hook.written(), TargetState.interrupted(hook))));
        }
    }

    private Optional<DeployEvent> began(Fact fact, RunState state) {
        if (fact instanceof Fact.RunBegan || fact instanceof Fact.Resumed) {
            List<String> keys =
                    state.spec().targets().stream().map(RunSpec.TargetSpec::key).toList();
            return Optional.of(
                    new DeployEvent.RunStarted(fact.at(), state.spec().runId(), keys));
        } else if (fact instanceof Fact.VersionRead read) {
            return Optional.of(new DeployEvent.ServerChecked(
                    fact.at(), read.server(), read.version().haloyd()));
        } else if (fact instanceof Fact.HookIntended hook) {
            return Optional.of(new DeployEvent.HookStarted(
                    fact.at(), hook.hook().written(), hook.hook().stage().key(), hooks.shown(hook.hook())));
        } else if (fact instanceof Fact.HookEnded hook) {
            return Optional.of(new DeployEvent.HookFinished(
                    fact.at(),
                    hook.hook().written(),
                    hook.hook().stage().key(),
                    hooks.shown(hook.hook()),
                    hook.problem()));
        } else if (fact instanceof Fact.Restored restored) {
            return Optional.of(new DeployEvent.GoingBack(
                    fact.at(), Optional.of(RunSpec.TargetSpec.written(restored.target())), restored.to()));
        } else if (fact instanceof Fact.StreamEnded ended) {
            return Optional.of(new DeployEvent.Warned(
                    fact.at(), Optional.empty(), "lost the log stream of " + ended.server() + ": " + ended.reason()));
        }
        return fact instanceof GateFact gate ? Optional.of(WaveTeller.about(gate, state)) : Optional.empty();
    }

    private static List<DeployEvent> changed(Fact fact, Optional<TargetState> old, TargetState target, RunState state) {
        List<DeployEvent> events = new ArrayList<>(1);
        Optional<String> key = Optional.of(RunSpec.TargetSpec.written(target.spec.key()));
        if (target.startedAt.isPresent() && old.flatMap(seen -> seen.startedAt).isEmpty()) {
            events.add(new DeployEvent.TargetStarted(fact.at(), key, target.spec.server()));
        }
        if (fact instanceof Fact.PostAnswered answered && answered.target().equals(target.spec.key())) {
            if (answered.reaction() == Reaction.ACCEPTED) {
                target.evidence
                        .id()
                        .ifPresent(id -> events.add(new DeployEvent.DeploymentAccepted(fact.at(), key, id)));
            } else if (answered.reaction() == Reaction.DOUBTFUL) {
                events.add(new DeployEvent.Warned(
                        fact.at(),
                        key,
                        "no answer to the request (" + answered.reason() + "); asking whether it was taken"));
            }
        }
        target.outcome
                .filter(outcome -> old.flatMap(seen -> seen.outcome).isEmpty())
                .flatMap(outcome -> state.outcome(key.get()))
                .ifPresent(outcome -> events.add(new DeployEvent.TargetFinished(fact.at(), key, outcome)));
        return events;
    }
}
