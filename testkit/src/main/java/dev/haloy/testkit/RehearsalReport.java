package dev.haloy.testkit;

import dev.haloy.deploy.TargetResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rehearsal showed.
 *
 * @param faults the names of what went wrong on purpose
 * @param firstSeed the seed of the first run
 * @param runs how many runs there were
 * @param outcomes by target, in declared order: how often it ended how, by the words {@code deployed}, {@code failed}, {@code
 *     rolled back}, {@code superseded}, {@code skipped}, {@code accepted}, {@code unknown}
 * @param median half of the runs took longer than this, in virtual time
 * @param longest the run that took longest
 * @param mostDown the run that at one moment had the most containers down; the first of several
 * @param badRuns the runs that were bad, in the order of their seeds; see {@link Rehearsal}
 */
public record RehearsalReport(
        String faults,
        long firstSeed,
        int runs,
        Map<String, Map<String, Integer>> outcomes,
        Duration median,
        RehearsedRun longest,
        RehearsedRun mostDown,
        List<RehearsedRun> badRuns) {
    /** Makes private copies. */
    public RehearsalReport {
        Map<String, Map<String, Integer>> copy = new LinkedHashMap<>();
        outcomes.forEach((target, counts) -> copy.put(target, Collections.unmodifiableMap(new TreeMap<>(counts))));
        outcomes = Collections.unmodifiableMap(copy);
        badRuns = List.copyOf(badRuns);
    }

    /** Whether no run was bad. */
    public boolean isGood() {
        return badRuns.isEmpty();
    }

    /** How often a target ended this way. */
    public int count(String target, String outcome) {
        return outcomes.getOrDefault(target, Map.of()).getOrDefault(outcome, 0);
    }

    /** A table of outcomes, durations, what was down, and the bad runs with their seeds. */
    @Override
    public String toString() {
        return ReportText.of(this);
    }

    /** Takes runs in and keeps what a report needs. */
    static final class Collector {
        private final String faults;
        private final long firstSeed;
        private final Map<String, Map<String, Integer>> outcomes = new LinkedHashMap<>();
        private final List<Duration> durations = new ArrayList<>();
        private Optional<RehearsedRun> longest = Optional.empty();
        private Optional<RehearsedRun> mostDown = Optional.empty();
        private final List<RehearsedRun> badRuns = new ArrayList<>();

        Collector(String faults, long firstSeed) {
            this.faults = faults;
            this.firstSeed = firstSeed;
        }

        void add(RehearsedRun run) {
            run.result().ifPresent(result -> result.targets().forEach(this::count));
            durations.add(run.took());
            longest = Optional.of(worse(longest, run, Comparator.comparing(RehearsedRun::took)));
            mostDown = Optional.of(worse(mostDown, run, Comparator.comparing(RehearsedRun::replicasDown)));
            if (!run.isGood()) {
                badRuns.add(run);
            }
        }

        /** Of equal ones the earlier. */
        private static RehearsedRun worse(
                Optional<RehearsedRun> before, RehearsedRun run, Comparator<RehearsedRun> order) {
            return before.filter(worst -> order.compare(worst, run) >= 0).orElse(run);
        }

        private void count(TargetResult target) {
            outcomes.computeIfAbsent(target.target(), key -> new TreeMap<>())
                    .merge(ReportText.word(target.outcome()), 1, Integer::sum);
        }

        RehearsalReport report() {
            durations.sort(Comparator.naturalOrder());
            return new RehearsalReport(
                    faults,
                    firstSeed,
                    durations.size(),
                    outcomes,
                    durations.get(durations.size() / 2),
                    longest.orElseThrow(),
                    mostDown.orElseThrow(),
                    badRuns);
        }
    }
}
