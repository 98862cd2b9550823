package dev.haloy.embedded.docker;

/** States a container can be in, best first in the order in which a status answer prefers them. */
public enum ContainerState {
    /** Exited by itself and waits to be started again. */
    RESTARTING("restarting"),
    /** Up. */
    RUNNING("running"),
    /** Stopped. */
    EXITED("exited"),
    /** Not started yet. */
    CREATED("created"),
    /** No longer there. */
    REMOVED("removed");

    private final String word;

    ContainerState(String word) {
        this.word = word;
    }

    /** As Docker spells it. */
    public String word() {
        return word;
    }
}
