package dev.haloy.operate;

import dev.haloy.client.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a command in the containers of one target.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param results one for each chosen container, in the server's order
 * @param problem why there is none; the command may have run all the same if the answer was lost
 */
public record TargetExec(String target, String app, String server, List<ExecResult> results, Optional<String> problem) {
    /** Makes a private copy. */
    public TargetExec {
        results = List.copyOf(results);
    }

    /** Whether the command ended with 0 in every chosen container. */
    public boolean succeeded() {
        return problem.isEmpty() && results.stream().allMatch(ExecResult::succeeded);
    }

    /** Target and server, and below what was printed where. */
    @Override
    public String toString() {
        return target + " (" + server + ")"
                + problem.map(why -> "  " + why).orElse("")
                + results.stream()
                        .map(each -> "\n" + each.containerId() + " ended with " + each.exitCode()
                                + each.problem().map(why -> ": " + why).orElse("") + "\n" + each.stdout()
                                + each.stderr())
                        .collect(Collectors.joining());
    }
}
