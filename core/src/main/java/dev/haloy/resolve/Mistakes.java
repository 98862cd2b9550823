package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All mistakes of a file at once. A file with misspelt keys or wrong types breaks rules too, and whoever mends it wants to know of both;
 * but not of what only follows from a value that could not be read.
 */
public final class Mistakes {
    private static final String TARGETS = "targets";

    /** As in the file, and last what has no place in it. */
    private static final Comparator<Problem> IN_ORDER = Comparator.comparingInt((Problem problem) ->
                    problem.location().map(SourceLocation::line).orElse(Integer.MAX_VALUE))
            .thenComparingInt(
                    problem -> problem.location().map(SourceLocation::column).orElse(0));

    private Mistakes() {}

    /** The same mistakes, and those that the rules find in the rest of the file. */
    public static ConfigException all(ConfigException broken) {
        return broken.understood()
                .map(understood -> with(broken.problems(), understood))
                .orElse(broken);
    }

    private static ConfigException with(List<Problem> misread, LoadedConfig understood) {
        List<Problem> all = new ArrayList<>(misread);
        rulesOf(understood).stream()
                .filter(Problem::isError)
                .filter(problem -> misread.stream().noneMatch(mistake -> mayCause(mistake, problem)))
                .forEach(all::add);
        all.sort(IN_ORDER);
        String name = misread.get(0).location().map(SourceLocation::file).orElse("the configuration");
        return ConfigException.of(name, all, understood);
    }

    private static List<Problem> rulesOf(LoadedConfig understood) {
        try {
            return Resolver.validate(understood, ResolveOptions.defaults());
        } catch (ConfigException noTargets) {
            return List.of();
        }
    }

    /** Whether both are about the same setting, of whichever target, or one that is part of the other. */
    private static boolean mayCause(Problem mistake, Problem problem) {
        if (isTarget(mistake.path())) {
            return problem.path().startsWith(mistake.path());
        }
        List<Object> misread = setting(mistake.path());
        List<Object> broken = setting(problem.path());
        return beginsWith(misread, broken) || beginsWith(broken, misread) || isMeant(mistake, problem.path());
    }

    /** A target as a whole, such as one that is there twice: says nothing of the settings of others. */
    private static boolean isTarget(KeyPath path) {
        return path.steps().size() == 2 && path.steps().get(0).equals(TARGETS);
    }

    private static boolean beginsWith(List<Object> path, List<Object> start) {
        return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }

    /** A misspelt key leaves the one that was meant unset, for this target or for all. */
    private static boolean isMeant(Problem mistake, KeyPath broken) {
        KeyPath beside = mistake.path().parent();
        String last = String.valueOf(broken.steps().get(broken.steps().size() - 1));
        return (beside.isRoot() || beside.equals(broken.parent()))
                && mistake.hint()
                        .filter(hint -> hint.contains("'" + last + "'"))
                        .isPresent();
    }

    /** A path without the target that it may begin with. */
    private static List<Object> setting(KeyPath path) {
        List<Object> steps = new ArrayList<>(path.steps());
        boolean ofTarget = !steps.isEmpty() && steps.get(0).equals(TARGETS);
        return ofTarget ? List.copyOf(steps.subList(Math.min(2, steps.size()), steps.size())) : steps;
    }
}
