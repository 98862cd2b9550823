package dev.haloy.cli;

import dev.haloy.client.DeploymentId;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        if (outcome instanceof Outcome.Removed) {
            return "removed";
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

    /** The verdict in one line: for a table. What does not fit was said while it happened. */
    static String headline(Outcome outcome) {
        Parts parts = parts(outcome);
        // What a person can do about an unknown outcome stands below the table.
        Optional<String> now = outcome instanceof Outcome.Unknown ? Optional.empty() : parts.now;
        return title(outcome) + ": " + firstLine(parts.what)
                + now.map(text -> "; " + text).orElse("");
    }

    /** The whole verdict in lines. */
    static List<String> lines(Outcome outcome) {
        Parts parts = parts(outcome);
        List<String> lines =
                new ArrayList<>((title(outcome) + ": " + parts.what).lines().toList());
        parts.now.ifPresent(lines::add);
        return lines;
    }

    /** What happened, and where that leaves the server. */
    private record Parts(String what, Optional<String> now) {}

    private static Parts parts(Outcome outcome) {
        if (outcome instanceof Outcome.Deployed deployed) {
            return only(
                    deployed.id() + ", " + Count.of(deployed.replicas(), "container running", "containers running"));
        }
        if (outcome instanceof Outcome.Accepted accepted) {
            return only(accepted.id() + ", not followed");
        }
        if (outcome instanceof Outcome.Failed failed) {
            return new Parts(failure(failed), now(failed));
        }
        if (outcome instanceof Outcome.RolledBack back) {
            return new Parts(failure(back.because()), Optional.of("now running " + back.to() + " again"));
        }
        if (outcome instanceof Outcome.Removed removed) {
            return new Parts(failure(removed.because()), Optional.of("nothing of it runs, as before"));
        }
        if (outcome instanceof Outcome.Superseded superseded) {
            return only("somebody else deployed " + superseded.by() + " meanwhile");
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return only(skipped.reason().words() + (skipped.detail().isEmpty() ? "" : ": " + skipped.detail()));
        }
        Outcome.Unknown unknown = (Outcome.Unknown) outcome;
        return new Parts(unknown.lastSeen(), Optional.of(unknown.howToFindOut()));
    }

    private static Parts only(String what) {
        return new Parts(what, Optional.empty());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String failure(Outcome.Failed failed) {
        return failed.phase().words() + ": " + failed.reason();
    }

    private static Optional<String> now(Outcome.Failed failed) {
        if (!failed.nowRunning().isEmpty()) {
            return Optional.of("now running "
                    + failed.nowRunning().stream().map(DeploymentId::value).collect(Collectors.joining(", ")));
        }
        boolean sent = failed.phase().compareTo(Outcome.Phase.PRE_DEPLOY) > 0;
        return Optional.of(sent ? "nothing is known to run now" : "nothing was sent");
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
