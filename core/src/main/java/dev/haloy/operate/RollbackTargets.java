package dev.haloy.operate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The versions of one target's app that its server has kept.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param versions the newest first; what runs now among them
 * @param problem why the server could not say; then there are no versions
 */
public record RollbackTargets(
        String target, String app, String server, List<RollbackTarget> versions, Optional<String> problem) {
    /** Makes a private copy. */
    public RollbackTargets {
        versions = List.copyOf(versions);
    }

    /** A headline, and a line per version. */
    @Override
    public String toString() {
        String head = target + " (" + server + ")";
        if (problem.isPresent()) {
            return head + "  " + problem.get();
        }
        return versions.isEmpty()
                ? head + "  nothing to go back to"
                : head + versions.stream().map(each -> "\n  " + each).collect(Collectors.joining());
    }
}
