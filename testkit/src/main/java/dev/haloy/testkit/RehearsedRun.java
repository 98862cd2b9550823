package dev.haloy.testkit;

import dev.haloy.deploy.DeployResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of a rehearsal. Immutable. */
public final class RehearsedRun {
    private final long seed;
    private final Optional<DeployResult> result;
    private final List<String> problems;
    private final int replicasDown;
    private final Supplier<Story> story;

    /** What happened, in full. */
    record Story(List<String> journal, String history) {
        Story {
            journal = List.copyOf(journal);
        }
    }

    RehearsedRun(
            long seed, Optional<DeployResult> result, List<String> problems, int replicasDown, Supplier<Story> story) {
        this.seed = seed;
        this.result = result;
        this.problems = List.copyOf(problems);
        this.replicasDown = replicasDown;
        this.story = story;
    }

    /** Its seed: {@link Rehearsal#replay} makes it happen again. */
    public long seed() {
        return seed;
    }

    /** What the engine said; empty if the engine itself failed. */
    public Optional<DeployResult> result() {
        return result;
    }

    /** What makes it a bad run; empty for a good one. */
    public List<String> problems() {
        return problems;
    }

    /** Whether there is no problem. */
    public boolean isGood() {
        return problems.isEmpty();
    }

    /** How long it took in virtual time. */
    public Duration took() {
        return result.map(DeployResult::took).orElse(Duration.ZERO);
    }

    /** How many of the containers that worked at the beginning were not made up for, at the worst moment. */
    public int replicasDown() {
        return replicasDown;
    }

    /** The journal: a line of JSON per fact. Not kept but made again, so asking performs the run once more. */
    public List<String> journal() {
        return story().journal();
    }

    /** What every server was asked and said, one line each in the order of time. Made again as {@link #journal} is. */
    public String history() {
        return story().history();
    }

    Story story() {
        return story.get();
    }

    /** The seed, the problems, and one line per target. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + Durations.words(took()) + "\n");
        problems.forEach(problem -> text.append("  ! ").append(problem).append('\n'));
        result.ifPresent(end -> text.append(end.toString().indent(2)));
        return text.toString();
    }
}
