package dev.haloy.cli;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One outcome in the words of the command line: a word for tables and JSON, a sentence for people. */
final class Verdict {
    private Verdict() {}

    /** The word: the same in tables and in JSON, so that a person and a script speak of the same thing. */
    static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Deployed) {
            return "deployed";
        }
        if (outcome instanceof Outcome.Accepted) {
            return "accepted";
        }
        if (outcome instanceof Outcome.Failed) {
            return "failed";
        }
        if (outcome instanceof Outcome.RolledBack) {
            return "rolled_back";
        }
        if (outcome instanceof Outcome.Superseded) {
            return "superseded";
        }
        return outcome instanceof Outcome.Skipped ? "skipped" : "unknown";
    }

    static String title(Outcome outcome) {
        return word(outcome).replace('_', ' ');
    }

    static Style.Tone tone(Outcome outcome) {
        if (outcome instanceof Outcome.Deployed || outcome instanceof Outcome.Accepted) {
            return Style.Tone.SUCCESS;
        }
        if (outcome instanceof Outcome.Unknown) {
            return Style.Tone.UNKNOWN;
        }
        return outcome instanceof Outcome.Skipped ? Style.Tone.QUIET : Style.Tone.ERROR;
    }

    /** What the word leaves open. */
    static String details(Outcome outcome) {
        if (outcome instanceof Outcome.Deployed deployed) {
            return deployed.id() + ", " + Count.of(deployed.replicas(), "container running", "containers running");
        }
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.id() + ", not followed";
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failure(failed);
        }
        if (outcome instanceof Outcome.RolledBack back) {
            return "now running " + back.to() + " again; " + failure(back.because());
        }
        if (outcome instanceof Outcome.Superseded superseded) {
            return "somebody else deployed " + superseded.by() + " meanwhile";
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return skipped.reason().words();
        }
        Outcome.Unknown unknown = (Outcome.Unknown) outcome;
        return unknown.lastSeen() + "; " + unknown.howToFindOut();
    }

    private static String failure(Outcome.Failed failed) {
        return failed.phase().words() + ": " + failed.reason() + "; " + nowRunning(failed.nowRunning());
    }

    /** What the server runs, as far as it said. */
    private static String nowRunning(List<DeploymentId> ids) {
        return ids.isEmpty()
                ? "what runs now is not known"
                : "now running " + ids.stream().map(DeploymentId::value).collect(Collectors.joining(", "));
    }

    /** A duration as people write it: {@code 850ms}, {@code 7.2s}, {@code 3m05s}. */
    static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1fs", millis / 1000.0)
                : String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
    }
}
