package dev.haloy.deploy;

import dev.haloy.world.World;
import java.util.List;

/** The shell of this machine, for commands of a configuration. */
final class Shell {
    private Shell() {}

    static List<String> running(String command, World world) {
        return world.environment()
                .variable("ComSpec")
                .map(shell -> List.of(shell, "/c", command))
                .orElse(List.of("sh", "-c", command));
    }
}
