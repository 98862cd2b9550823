package dev.haloy.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a rehearsal showed. */
public final class RehearsalReportAssert extends AbstractAssert<RehearsalReportAssert, RehearsalReport> {
    RehearsalReportAssert(RehearsalReport actual) {
        super(actual, RehearsalReportAssert.class);
    }

    /**
     * Verifies that no run was bad: every outcome known and true, nothing left open, every required property kept. The message shows
     * the first bad runs with their seeds.
     *
     * <pre>{@code
     * // passes
     * assertThat(Rehearsal.of(project).faults(Faults.flakyNetwork()).run()).isGood();
     * // fails: all targets begin at once
     * assertThat(Rehearsal.of(project).require(never(twoOf("eu", "us").updatingAtOnce())).run()).isGood();
     * }</pre>
     *
     * @throws AssertionError if a run was bad
     */
    public RehearsalReportAssert isGood() {
        isNotNull();
        if (!actual.isGood()) {
            fail(report().to("have no bad run")
                    .but("there are " + actual.badRuns().size()));
        }
        return this;
    }

    /**
     * Verifies that a target ended the same way in every run.
     *
     * <pre>{@code
     * // passes: without faults everything goes well
     * assertThat(Rehearsal.of(project).run()).alwaysEnds("eu", "deployed");
     * // fails
     * assertThat(Rehearsal.of(project).faults(Faults.unhealthyVersion("eu")).run()).alwaysEnds("eu", "deployed");
     * }</pre>
     *
     * @param outcome one of the words of {@link RehearsalReport#outcomes}
     * @throws AssertionError if it ever ended otherwise
     */
    public RehearsalReportAssert alwaysEnds(String target, String outcome) {
        isNotNull();
        if (actual.count(target, outcome) != actual.runs()) {
            fail(report().to("always end for target '" + target + "' as", outcome)
                    .but("the outcomes are", counts(target)));
        }
        return this;
    }

    /**
     * Verifies that a target never ended this way.
     *
     * <pre>{@code
     * // passes
     * assertThat(Rehearsal.of(project).faults(Faults.flakyNetwork()).run()).neverEnds("eu", "unknown");
     * // fails
     * assertThat(Rehearsal.of(project).run()).neverEnds("eu", "deployed");
     * }</pre>
     *
     * @param outcome one of the words of {@link RehearsalReport#outcomes}
     * @throws AssertionError if it ever ended so
     */
    public RehearsalReportAssert neverEnds(String target, String outcome) {
        isNotNull();
        if (actual.count(target, outcome) > 0) {
            fail(report().to("never end for target '" + target + "' as", outcome)
                    .but("the outcomes are", counts(target)));
        }
        return this;
    }

    /**
     * Verifies that there were never more containers down than this, of those that worked at the beginning.
     *
     * <pre>{@code
     * // passes: rolling updates replace a container when the new one is healthy
     * assertThat(Rehearsal.of(project).run()).hasAtMostDown(0);
     * }</pre>
     *
     * @throws AssertionError if there were more
     */
    public RehearsalReportAssert hasAtMostDown(int containers) {
        isNotNull();
        RehearsedRun worst = actual.mostDown();
        if (worst.replicasDown() > containers) {
            fail(report().to("never have more containers down than", containers)
                    .but("with seed " + worst.seed() + " there were", worst.replicasDown()));
        }
        return this;
    }

    /**
     * Verifies that no run took longer than this, in virtual time.
     *
     * <pre>{@code
     * // passes
     * assertThat(Rehearsal.of(project).run()).takesAtMost(Duration.ofMinutes(1));
     * // fails
     * assertThat(Rehearsal.of(project).run()).takesAtMost(Duration.ofSeconds(1));
     * }</pre>
     *
     * @throws AssertionError if one took longer
     */
    public RehearsalReportAssert takesAtMost(Duration limit) {
        isNotNull();
        RehearsedRun longest = actual.longest();
        if (longest.took().compareTo(limit) > 0) {
            fail(report().to("take at most", Durations.words(limit))
                    .but("with seed " + longest.seed() + " it took", Durations.words(longest.took())));
        }
        return this;
    }

    /**
     * Verifies that some run was bad and that this text is part of what is said about it.
     *
     * <pre>{@code
     * // passes: all targets begin at once
     * assertThat(Rehearsal.of(project).require(never(twoOf("eu", "us").updatingAtOnce())).run())
     *     .hasBadRun("updating at once");
     * }</pre>
     *
     * @throws AssertionError if there is no such run
     */
    public RehearsalReportAssert hasBadRun(String text) {
        isNotNull();
        boolean found = actual.badRuns().stream()
                .map(RehearsedRun::problems)
                .flatMap(List::stream)
                .anyMatch(problem -> problem.contains(text));
        if (!found) {
            fail(report().to("have a bad run with", Message.quoted(text)).but("there is none"));
        }
        return this;
    }

    private Map<String, Integer> counts(String target) {
        return actual.outcomes().getOrDefault(target, Map.of());
    }

    private Message report() {
        return Message.expecting("rehearsal", actual);
    }

    private void fail(Message message) {
        throw failure("%s", message);
    }
}
