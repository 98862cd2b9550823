package dev.haloy.operate;

import dev.haloy.client.ExecResult;
import dev.haloy.error.HaloyException;
import java.util.List;
import java.util.stream.Collectors;

/** A command did not end with 0 everywhere. Carries what happened; the message shows nothing that the command printed. */
public final class ExecFailedException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final transient List<TargetExec> results;

    /** Reports these results. */
    public ExecFailedException(List<TargetExec> results) {
        super("The command did not succeed everywhere:\n"
                + results.stream().map(ExecFailedException::line).collect(Collectors.joining("\n")));
        this.results = List.copyOf(results);
    }

    private static String line(TargetExec result) {
        String ends = result.results().stream()
                .map(each -> each.problem().orElse(each.containerId() + " ended with " + each.exitCode()))
                .collect(Collectors.joining(", "));
        return "  " + result.target() + " (" + result.server() + ")  "
                + result.problem().orElse(ends);
    }

    /** The exit status of the first container in which it was not 0, for {@code System.exit}; 125 if there is none. */
    public int exitCode() {
        return results.stream()
                .flatMap(target -> target.results().stream())
                .filter(each -> each.problem().isEmpty() && each.exitCode() != 0)
                .mapToInt(ExecResult::exitCode)
                .findFirst()
                .orElse(125);
    }

    /** One result per target, in order. */
    public List<TargetExec> results() {
        return results;
    }
}
