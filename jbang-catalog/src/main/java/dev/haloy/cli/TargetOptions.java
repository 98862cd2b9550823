package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which targets are meant. */
final class TargetOptions {
    @Option(
            names = {"-t", "--target", "--targets"},
            order = 1,
            paramLabel = "NAME",
            split = ",",
            description = "A target of the file; may be repeated, or several separated by commas.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            order = 2,
            description = "Every target of the file.")
    private boolean all;

    boolean all() {
        return all;
    }

    /** Whether nothing was chosen. */
    boolean isOpen() {
        return !all && chosen().isEmpty();
    }

    /** The targets named or all, or the only one of a file without targets. */
    Selection of(Project project) {
        List<String> chosen = chosen();
        if (all && !chosen.isEmpty()) {
            throw new UsageException("--all and --target exclude each other.");
        }
        if (all) {
            return project.allTargets();
        }
        if (!chosen.isEmpty()) {
            return project.targets(chosen.toArray(String[]::new));
        }
        if (!project.targetKeys().isEmpty()) {
            throw new UsageException("This file has several targets: " + String.join(", ", project.targetKeys())
                    + ".\nChoose with --target NAME, or take them all with --all.");
        }
        return project.onlyTarget();
    }

    /** The targets named, or every one. */
    Selection orEverything(Project project) {
        boolean everything = all || chosen().isEmpty();
        if (everything && project.targetKeys().isEmpty()) {
            return project.onlyTarget();
        }
        return everything ? project.allTargets().includingProtected() : of(project);
    }

    private List<String> chosen() {
        return names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
