package dev.haloy.deploy;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import dev.haloy.verdict.Outcome.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of one target of a run.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param outcome what became of it
 * @param took from the target's first step to its outcome; zero if it never started
 * @param before the newest deployment before the run; empty if there was none, or nobody could say
 */
public record TargetResult(
        String target, String app, String server, Outcome outcome, Duration took, Optional<DeploymentId> before) {
    /** What fails in these phases has changed nothing on the server. */
    private static final Set<Phase> NOTHING_SENT =
            Set.of(Phase.PREFLIGHT, Phase.BUILD, Phase.TRANSFER, Phase.PRE_DEPLOY, Phase.REQUEST);

    /** Which version a target was left with. */
    public enum Version {
        /** The one that was to be deployed. */
        NEW("new"),
        /** What ran before, or nothing if nothing did. */
        OLD("as before"),
        /** Something else, or nobody knows. */
        UNCLEAR("unclear");

        private final String words;

        Version(String words) {
            this.words = words;
        }

        /** The version for people. */
        public String words() {
            return words;
        }
    }

    /** The result of a target of which nothing is known to have run before. */
    public TargetResult(String target, String app, String server, Outcome outcome, Duration took) {
        this(target, app, server, outcome, took, Optional.empty());
    }

    /** Whether the server runs the new version and every step for this target worked. */
    public boolean isDeployed() {
        return outcome instanceof Outcome.Deployed;
    }

    /** Which version the server was left with, as far as it has shown. */
    public Version version() {
        if (outcome instanceof Outcome.Deployed) {
            return Version.NEW;
        }
        if (outcome instanceof Outcome.RolledBack
                || outcome instanceof Outcome.Removed
                || outcome instanceof Outcome.Skipped) {
            return Version.OLD;
        }
        return outcome instanceof Outcome.Failed failed ? after(failed) : Version.UNCLEAR;
    }

    private Version after(Outcome.Failed failed) {
        if (failed.phase() == Phase.POST_DEPLOY) {
            return Version.NEW;
        }
        // After a rollback that failed an empty list means that nobody knows.
        boolean nobodyKnows =
                failed.phase() == Phase.ROLLBACK && failed.nowRunning().isEmpty();
        boolean same = before.map(List::of).orElse(List.of()).equals(failed.nowRunning());
        boolean asBefore = NOTHING_SENT.contains(failed.phase()) || (same && !nobodyKnows);
        return asBefore ? Version.OLD : Version.UNCLEAR;
    }

    /** Target, server and outcome in a line. */
    @Override
    public String toString() {
        return target + " (" + server + ")  " + outcome.summary();
    }
}
