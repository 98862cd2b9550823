package dev.haloy.operate;

import dev.haloy.client.ContainerLine;
import java.util.List;
import java.util.Optional;

/**
 * What the containers of one target had printed at one moment.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param lines the oldest first; lines of several containers in no particular order
 * @param problem why there may be more; nothing is known then about what is missing
 */
public record TargetLog(String target, String app, String server, List<ContainerLine> lines, Optional<String> problem) {
    /** Makes a private copy. */
    public TargetLog {
        lines = List.copyOf(lines);
    }

    /** The lines alone. */
    public List<String> text() {
        return lines.stream().map(ContainerLine::line).toList();
    }

    /** Target and server, and below the lines. */
    @Override
    public String toString() {
        return target + " (" + server + ")\n" + String.join("\n", text())
                + problem.map(why -> "\n" + why).orElse("");
    }
}
