package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects problems; what several targets inherit is kept once. */
final class Findings {
    private final Map<Identity, Problem> found = new LinkedHashMap<>();

    private record Identity(Problem.Severity severity, String rule, KeyPath path, String message) {}

    void add(Problem problem) {
        found.putIfAbsent(new Identity(problem.severity(), problem.rule(), problem.path(), problem.message()), problem);
    }

    void addAll(Collection<Problem> problems) {
        problems.forEach(this::add);
    }

    /** Everything found: file by file, in the order of the lines, and last what has no place. */
    List<Problem> inOrder() {
        List<String> files = found.values().stream()
                .flatMap(problem -> problem.location().stream())
                .map(SourceLocation::file)
                .distinct()
                .toList();
        List<Problem> ordered = new ArrayList<>(found.values());
        ordered.sort(Comparator.comparingInt((Problem problem) -> problem.location()
                        .map(place -> files.indexOf(place.file()))
                        .orElse(files.size()))
                .thenComparingInt(
                        problem -> problem.location().map(SourceLocation::line).orElse(0))
                .thenComparingInt(problem ->
                        problem.location().map(SourceLocation::column).orElse(0)));
        return List.copyOf(ordered);
    }

    List<Problem> warnings() {
        return inOrder().stream().filter(problem -> !problem.isError()).toList();
    }

    boolean hasErrors() {
        return found.values().stream().anyMatch(Problem::isError);
    }

    void throwIfErrors(String summary) {
        if (hasErrors()) {
            throw new ConfigException(summary, inOrder());
        }
    }
}
