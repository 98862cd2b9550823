package dev.haloy.testkit;

import java.util.function.Predicate;

/**
 * Something that must hold in every rehearsed run, at every moment of it. Immutable.
 *
 * <pre>{@code
 * Rehearsal.of(project)
 *     .require(always(run -> run.healthyFraction() >= 0.5).as("half of it works"))
 *     .require(never(twoOf("eu-west", "us-east").updatingAtOnce()))
 *     .run();
 * }</pre>
 */
public final class Property {
    private final String name;
    private final Predicate<? super RunMoment> condition;

    private Property(String name, Predicate<? super RunMoment> condition) {
        this.name = name;
        this.condition = condition;
    }

    /** What is true at every moment. */
    public static Property always(Predicate<? super RunMoment> condition) {
        return new Property("always " + words(condition), condition);
    }

    /** What is true at no moment. */
    public static Property never(Predicate<? super RunMoment> condition) {
        return new Property("never " + words(condition), moment -> !condition.test(moment));
    }

    /** A lambda has no words of its own. */
    private static String words(Predicate<? super RunMoment> condition) {
        return condition.getClass().isHidden() ? "the condition given" : condition.toString();
    }

    /** At least two of these targets, as the beginning of a condition. */
    public static TargetGroup twoOf(String... targets) {
        return new TargetGroup(targets);
    }

    /** The same with words of your own for the report. */
    public Property as(String words) {
        return new Property(words, condition);
    }

    /** Whether it holds at this moment. */
    public boolean holds(RunMoment moment) {
        return condition.test(moment);
    }

    /** Its words. */
    @Override
    public String toString() {
        return name;
    }
}
