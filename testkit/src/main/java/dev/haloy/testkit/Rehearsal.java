package dev.haloy.testkit;

import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.config.ConfigException;
import dev.haloy.deploy.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Deploys a project again and again where nothing can break: the real engine and the real configuration, against embedded servers in
 * virtual time, with what may go wrong in reality. Want it before a rollout that matters, or in a test that keeps a promise about
 * rollouts.
 *
 * <pre>{@code
 * RehearsalReport report = Rehearsal.of(project).runs(1000).seed(42).faults(Faults.flakyNetwork()).run();
 * assertThat(report).isGood();
 * }</pre>
 *
 * <p>Without further words there are a thousand runs, nothing goes wrong, every target runs an older version at the beginning, hooks
 * succeed without being run, and neither a variable nor a secret is read: stand-ins take their place. No image is
 * really built: small ones take their place, "build" as hooks run, and are sent to the servers layer by layer as the real ones would be. An
 * image whose Dockerfile is not there, perhaps because a hook makes it, is taken as built; every other image is there. Nothing is
 * sent to any real server. Immutable; every method returns a changed copy.
 *
 * <p>A run is <em>bad</em> if it shows a mistake of the engine or breaks a promise of yours: an outcome is unknown, an outcome differs from
 * what the servers really run then or a minute later, something was left open, or a {@link #require required} property did not
 * hold. A deployment that fails because of the faults is not bad by itself.
 */
public final class Rehearsal {
    private static final int DEFAULT_RUNS = 1000;

    private final Selection selection;
    private final int runs;
    private final long seed;
    private final Faults faults;
    private final Consumer<Hooks> hooks;
    private final Consumer<Scene> start;
    private final boolean realValues;
    private final List<Property> properties;

    private Rehearsal(
            Selection selection,
            int runs,
            long seed,
            Faults faults,
            Consumer<Hooks> hooks,
            Consumer<Scene> start,
            boolean realValues,
            List<Property> properties) {
        this.selection = selection;
        this.runs = runs;
        this.seed = seed;
        this.faults = faults;
        this.hooks = hooks;
        this.start = start;
        this.realValues = realValues;
        this.properties = List.copyOf(properties);
    }

    /** All targets of a project, without protected ones. */
    public static Rehearsal of(Project project) {
        return of(project.targetKeys().isEmpty() ? project.onlyTarget() : project.allTargets());
    }

    /** The chosen targets. The selection's policy counts; its World, tokens and listeners do not. */
    public static Rehearsal of(Selection selection) {
        return new Rehearsal(
                selection, DEFAULT_RUNS, 1, Faults.none(), hooks -> {}, Starts::previous, false, List.of());
    }

    /**
     * How many runs there are.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public Rehearsal runs(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a rehearsal has at least one run, not " + number);
        }
        return new Rehearsal(selection, number, seed, faults, hooks, start, realValues, properties);
    }

    /** The seed of the first run; every further run has the next one. Of one seed, everything happens again. */
    public Rehearsal seed(long first) {
        return new Rehearsal(selection, runs, first, faults, hooks, start, realValues, properties);
    }

    /** What goes wrong, besides what was said before. */
    public Rehearsal faults(Faults more) {
        return new Rehearsal(selection, runs, seed, faults.and(more), hooks, start, realValues, properties);
    }

    /** How hooks go, besides what was said before, for example {@code hooks -> hooks.fails("make migrate", 1)}. */
    public Rehearsal hooks(Consumer<Hooks> script) {
        return new Rehearsal(selection, runs, seed, faults, hooks.andThen(script), start, realValues, properties);
    }

    /** What must hold in every run, besides what was said before. */
    public Rehearsal require(Property property) {
        List<Property> more = new ArrayList<>(properties);
        more.add(property);
        return new Rehearsal(selection, runs, seed, faults, hooks, start, realValues, more);
    }

    /** At the beginning nothing runs on the servers. */
    public Rehearsal startingFromNothing() {
        return starting(scene -> {});
    }

    /** At the beginning there runs what the plan saw on the real servers. */
    public Rehearsal startingFrom(Plan plan) {
        return starting(Starts.seenBy(plan));
    }

    /** At the beginning there is what this makes of empty servers, for example {@code scene -> scene.appOf("eu").running("v1")}. */
    public Rehearsal starting(Consumer<Scene> with) {
        return new Rehearsal(selection, runs, seed, faults, hooks, with, realValues, properties);
    }

    /** Reads variables and secrets, once, as a deployment would; no stand-ins then. */
    public Rehearsal withRealValues() {
        return new Rehearsal(selection, runs, seed, faults, hooks, start, true, properties);
    }

    /**
     * Rehearses, on this thread.
     *
     * @throws ConfigException if the configuration has problems
     */
    public RehearsalReport run() {
        Performance performance = performance();
        RehearsalReport.Collector collector = new RehearsalReport.Collector(faults.toString(), seed);
        for (int i = 0; i < runs; i++) {
            collector.add(performance.run(seed + i));
        }
        return collector.report();
    }

    /**
     * Rehearses one run alone; what happens is what happened in the run of this seed before, to the last byte of the journal.
     *
     * @throws ConfigException if the configuration has problems
     */
    public RehearsedRun replay(long ofSeed) {
        return performance().run(ofSeed);
    }

    private Performance performance() {
        return Performance.of(selection, realValues, start, faults, hooks, properties);
    }

    /** What is rehearsed and how. */
    @Override
    public String toString() {
        return "Rehearsal of " + selection + ", " + runs + " runs from seed " + seed + ", " + faults;
    }
}
