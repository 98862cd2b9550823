package dev.haloy.resolve;

import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the targets that a selection means in a file. */
final class Selector {
    private static final KeyPath TARGETS = KeyPath.of("targets");

    private final LoadedConfig loaded;
    private final Set<String> existing;

    Selector(LoadedConfig loaded) {
        this.loaded = loaded;
        this.existing = loaded.app().targets().keySet();
    }

    /** The chosen keys of a file with targets; empty for a file that is its own target. */
    List<String> choose(TargetSelection selection) {
        if (existing.isEmpty()) {
            return single(selection);
        }
        if (selection instanceof TargetSelection.Named named && !named.keys().isEmpty()) {
            return named(named.keys());
        }
        if (selection instanceof TargetSelection.All) {
            return List.copyOf(existing);
        }
        throw refuse(
                List.of(problem("the file has several targets; choose some of them or all", "targets: " + list())));
    }

    private List<String> single(TargetSelection selection) {
        if (selection instanceof TargetSelection.Only) {
            return List.of();
        }
        throw refuse(List.of(problem(
                "the file has no targets to choose from; it describes a single one",
                "leave the choice of targets out")));
    }

    private List<String> named(List<String> keys) {
        List<Problem> unknown = new ArrayList<>();
        for (String key : keys) {
            if (!existing.contains(key)) {
                unknown.add(problem("there is no target '" + key + "'", hint(key)));
            }
        }
        if (!unknown.isEmpty()) {
            throw refuse(unknown);
        }
        return List.copyOf(new LinkedHashSet<>(keys));
    }

    private String hint(String key) {
        String targets = "targets: " + list();
        return Nearest.to(key, existing)
                .map(near -> "did you mean '" + near + "'? " + targets)
                .orElse(targets);
    }

    private String list() {
        return String.join(", ", existing);
    }

    ConfigException nothingLeft(List<String> skipped) {
        return refuse(List.of(problem(
                "every target is protected: " + String.join(", ", skipped),
                "name the target to deploy, or include protected ones")));
    }

    private static ConfigException refuse(List<Problem> problems) {
        return new ConfigException("The targets cannot be chosen.", problems);
    }

    private Problem problem(String message, String hint) {
        return new Problem(Problem.Severity.ERROR, "2.9", TARGETS, message, loaded.locate(TARGETS), Optional.of(hint));
    }
}
