package dev.haloy.deploy;

/** What a run does with the rest when a target fails. */
public enum OnFailure {
    /** Starts no other target; what was accepted already is followed to its end. The default. */
    STOP_STARTING,
    /** Deploys the other targets all the same. */
    KEEP_GOING
}
