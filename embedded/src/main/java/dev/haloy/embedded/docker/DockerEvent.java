package dev.haloy.embedded.docker;

/** Something that happened to a container. */
public record DockerEvent(Kind kind, Container container) {
    /** The kinds haloyd looks at. */
    public enum Kind {
        /** It is up. */
        START,
        /** A signal was sent. */
        KILL,
        /** Its process ended. */
        DIE,
        /** It was stopped on request. */
        STOP
    }
}
