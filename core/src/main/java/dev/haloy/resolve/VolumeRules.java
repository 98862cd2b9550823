package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Volumes: {@code source:/target[:options]}, by the rules of Linux wherever this runs. */
final class VolumeRules {
    private static final KeyPath VOLUMES = KeyPath.of("volumes");
    private static final String FORM = "write source:/target or source:/target:options";

    private VolumeRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        List<String> volumes = draft.settings().volumes().orElse(List.of());
        for (int i = 0; i < volumes.size(); i++) {
            KeyPath at = VOLUMES.index(i);
            problem(volumes.get(i).strip())
                    .ifPresent(reason -> findings.accept(draft.site().error("V37", at, reason, FORM)));
        }
    }

    private static Optional<String> problem(String volume) {
        if (volume.isEmpty()) {
            return Optional.of("the volume is empty");
        }
        if (isWindowsPath(volume)) {
            return Optional.of("'" + volume + "' looks like a Windows path; servers run Linux");
        }
        String[] parts = volume.split(":", 3);
        if (parts.length < 2) {
            return Optional.of("'" + volume + "' does not say where the volume goes");
        }
        Optional<String> source = sourceProblem(parts[0].strip());
        if (source.isEmpty() && !parts[1].strip().startsWith("/")) {
            return Optional.of("the target '" + parts[1].strip() + "' is not an absolute path");
        }
        return source;
    }

    private static Optional<String> sourceProblem(String source) {
        if (source.isEmpty()) {
            return Optional.of("the source is empty");
        }
        if (source.contains("\\")) {
            return Optional.of("the source '" + source + "' has a backslash; servers run Linux");
        }
        boolean relative = !source.startsWith("/") && (source.startsWith(".") || source.contains("/"));
        return relative
                ? Optional.of("the source '" + source + "' is a relative path; use an absolute one, or a volume's name")
                : Optional.empty();
    }

    private static boolean isWindowsPath(String volume) {
        if (volume.length() < 4 || volume.charAt(1) != ':') {
            return false;
        }
        char drive = volume.charAt(0);
        boolean letter = (drive >= 'a' && drive <= 'z') || (drive >= 'A' && drive <= 'Z');
        boolean slash = volume.charAt(2) == '\\' || volume.charAt(2) == '/';
        return letter && slash && volume.indexOf(':', 3) >= 0;
    }
}
