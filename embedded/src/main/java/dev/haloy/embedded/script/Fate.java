package dev.haloy.embedded.script;

/** What really became of a deployment, whatever its log stream says. */
public enum Fate {
    /** No container of it was ever started, and nothing is under way that would. */
    NEVER_STARTED,
    /** Accepted, and the daemon is not done with it. */
    UNDER_WAY,
    /** All its containers run and answer their health checks. */
    RUNNING,
    /** It was given up, or what is left of it does not work or is incomplete. */
    FAILED,
    /** It did run, and its containers were removed since. */
    REMOVED
}
