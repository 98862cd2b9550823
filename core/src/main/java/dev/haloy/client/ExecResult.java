package dev.haloy.client;

import java.util.Optional;

/**
 * What became of a command in one container.
 *
 * @param containerId the first twelve digits of its id
 * @param exitCode the command's exit status; 1 if there is a problem
 * @param stdout what it printed
 * @param stderr what it printed to the error output
 * @param problem why it could not be run, or why its end is not known; output may be there all the same
 */
public record ExecResult(String containerId, int exitCode, String stdout, String stderr, Optional<String> problem) {
    /** Whether it ran and ended with 0. */
    public boolean succeeded() {
        return problem.isEmpty() && exitCode == 0;
    }
}
