package dev.haloy.testkit;

import java.util.List;
import java.util.function.Predicate;

/** At least two of some targets, as the beginning of a condition; see {@link Property#twoOf}. */
public final class TargetGroup {
    private final List<String> targets;

    TargetGroup(String... targets) {
        this.targets = List.of(targets);
        if (this.targets.size() < 2) {
            throw new IllegalArgumentException("two of " + this.targets + " cannot be; name at least two targets");
        }
    }

    /** They are updated at the same time; see {@link RunMoment#isUpdating}. */
    public Predicate<RunMoment> updatingAtOnce() {
        return condition("updating at once", (run, target) -> run.isUpdating(target));
    }

    /** They have fewer containers at work than at the beginning, at the same time. */
    public Predicate<RunMoment> degradedAtOnce() {
        return condition("degraded at once", (run, target) -> run.healthyFraction(target) < 1);
    }

    private interface Trait {
        boolean of(RunMoment run, String target);
    }

    private Predicate<RunMoment> condition(String words, Trait trait) {
        return new Predicate<>() {
            @Override
            public boolean test(RunMoment run) {
                return targets.stream().filter(target -> trait.of(run, target)).count() >= 2;
            }

            @Override
            public String toString() {
                return "two of " + String.join(", ", targets) + " " + words;
            }
        };
    }
}
