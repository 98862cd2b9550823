package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;

/** What outcomes mean to a run. */
final class Outcomes {
    private Outcomes() {}

    /** Whether a run has to react to it. */
    static boolean isTrouble(Outcome outcome) {
        return !(outcome instanceof Outcome.Deployed
                || outcome instanceof Outcome.Accepted
                || outcome instanceof Outcome.Skipped);
    }
}
