package dev.haloy.deploy;

/** What a run does with the rest when a target fails. */
public enum OnFailure {
    /** Starts no other target; what was accepted already is followed to its end. The default. */
    STOP_STARTING,
    /** Deploys the other targets all the same. */
    KEEP_GOING,
    /**
     * Starts no other target, and brings back what ran before of those targets that failed in a way that took it away. Targets whose
     * old version still runs are left alone.
     */
    ROLL_BACK_FAILED,
    /**
     * All or nothing: starts no other target, and brings back what ran before of every target of the run, the last one first. A run with
     * a target that could not be rolled back is refused before anything is sent; see {@link DeployPolicy#allowFirstDeployments}.
     */
    ROLL_BACK_ALL;

    boolean takesBack() {
        return this == ROLL_BACK_FAILED || this == ROLL_BACK_ALL;
    }
}
