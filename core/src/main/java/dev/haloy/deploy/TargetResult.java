package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import java.time.Duration;

/**
 * What became of one target of a run.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param outcome what became of it
 * @param took from the target's first step to its outcome; zero if it never started
 */
public record TargetResult(String target, String app, String server, Outcome outcome, Duration took) {
    /** Whether the server runs the new version and every step for this target worked. */
    public boolean isDeployed() {
        return outcome instanceof Outcome.Deployed;
    }

    /** Target, server and outcome in a line. */
    @Override
    public String toString() {
        return target + " (" + server + ")  " + outcome.summary();
    }
}
