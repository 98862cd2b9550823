package dev.haloy.deploy;

import dev.haloy.deploy.HookRef.Stage;
import dev.haloy.verdict.Outcome;
import java.util.Optional;
import java.util.Set;

/** The rules for hooks after the end of a target. They change nothing about it, and nothing but the end of the run waits for them. Pure. */
final class AfterRules {
    private AfterRules() {}

    static void want(RunState state, Set<Activity> wanted) {
        for (TargetState target : state.targets()) {
            next(target).ifPresent(hook -> wanted.add(new Activity.RunHook(hook)));
        }
    }

    private static Optional<HookRef> next(TargetState target) {
        Optional<Stage> stage = target.outcome.flatMap(outcome -> stage(target, outcome));
        return stage.filter(
                        due -> target.afterwardsDone(due) < target.spec.hooks().count(due))
                .map(due -> target.spec.hook(due, target.afterwardsDone(due)));
    }

    private static Optional<Stage> stage(TargetState target, Outcome outcome) {
        boolean isBack = outcome instanceof Outcome.Removed
                || (outcome instanceof Outcome.Deployed && target.spec.earlier().isPresent());
        if (!isBack && Outcomes.isTrouble(outcome)) {
            return Optional.of(Stage.ON_FAILURE);
        }
        return isBack ? Optional.of(Stage.ON_ROLLBACK) : Optional.empty();
    }
}
