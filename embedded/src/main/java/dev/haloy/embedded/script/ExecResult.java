package dev.haloy.embedded.script;

import java.time.Duration;

/**
 * What becomes of a command in a container.
 *
 * @param takes how long it runs; more than a minute is more than the proxy and the daemon wait for
 */
public record ExecResult(int exitCode, String stdout, String stderr, Duration takes) {
    /** Succeeds at once and prints this. */
    public static ExecResult prints(String stdout) {
        return new ExecResult(0, stdout, "", Duration.ZERO);
    }

    /** Ends at once with this exit code and prints this to the error output. */
    public static ExecResult fails(int exitCode, String stderr) {
        return new ExecResult(exitCode, "", stderr, Duration.ZERO);
    }

    /** There is no such program: exit code 126, and the container runtime says so on the ordinary output. */
    public static ExecResult noSuchProgram(String program) {
        return new ExecResult(
                126, "the runtime cannot execute \"" + program + "\": no such file\r\n", "", Duration.ZERO);
    }

    /** The same after this much time. */
    public ExecResult after(Duration duration) {
        return new ExecResult(exitCode, stdout, stderr, duration);
    }
}
