package dev.haloy.testkit;

import dev.haloy.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A rehearsal's report for people. */
final class ReportText {
    private static final int SHOWN = 5;

    private ReportText() {}

    static String of(RehearsalReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s of %s, seeds %d to %d, with %s",
                count(report.runs(), "run"),
                count(report.outcomes().size(), "target"),
                report.firstSeed(),
                report.firstSeed() + report.runs() - 1,
                report.faults()));
        lines.addAll(table(report.outcomes()));
        lines.add("took " + Durations.words(report.median()) + " in the median, "
                + Durations.words(report.longest().took()) + " at worst (seed "
                + report.longest().seed() + ")");
        int down = report.mostDown().replicasDown();
        lines.add(
                down == 0
                        ? "never was a container down that worked before"
                        : count(down, "container") + " down at worst (seed "
                                + report.mostDown().seed() + ")");
        lines.addAll(badRuns(report.badRuns()));
        return String.join("\n", lines);
    }

    private static List<String> table(Map<String, Map<String, Integer>> outcomes) {
        Set<String> words = new TreeSet<>();
        outcomes.values().forEach(counts -> words.addAll(counts.keySet()));
        int width = outcomes.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("  " + " ".repeat(width));
        words.forEach(word -> head.append(String.format(Locale.ROOT, "  %12s", word)));
        lines.add(head.toString());
        outcomes.forEach((target, counts) -> {
            StringBuilder line = new StringBuilder("  " + target + " ".repeat(width - target.length()));
            words.forEach(word -> line.append(String.format(Locale.ROOT, "  %,12d", counts.getOrDefault(word, 0))));
            lines.add(line.toString());
        });
        return lines;
    }

    private static List<String> badRuns(List<RehearsedRun> runs) {
        if (runs.isEmpty()) {
            return List.of("no bad run");
        }
        List<String> lines = new ArrayList<>();
        lines.add(count(runs.size(), "bad run") + (runs.size() > SHOWN ? ", the first " + SHOWN + ":" : ":"));
        for (RehearsedRun run : runs.subList(0, Math.min(SHOWN, runs.size()))) {
            lines.add("  seed " + run.seed());
            run.problems().forEach(problem -> lines.add("    " + problem));
        }
        return lines;
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** An outcome in a word or two. */
    static String word(Outcome outcome) {
        if (outcome instanceof Outcome.RolledBack) {
            return "rolled back";
        }
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
