package dev.haloy.operate;

import java.util.Optional;

/**
 * How stopping one target's app ended.
 *
 * @param target the target's key
 * @param app the app's name
 * @param server the server
 * @param end what the server shows now
 * @param problem why it is not as asked, where it is not
 */
public record StopResult(String target, String app, String server, End end, Optional<String> problem) {
    /** What the server shows. */
    public enum End {
        /** The containers are there and none runs. */
        STOPPED,
        /** There is no container. Whether volumes are gone shows in the server's log only. */
        REMOVED,
        /** The server refused, or was not asked because it cannot be. */
        FAILED,
        /** The server has the request and did not show in time that it is done. */
        UNKNOWN
    }

    /** Whether the server showed what was asked for. */
    public boolean isDone() {
        return end == End.STOPPED || end == End.REMOVED;
    }

    /** Target, server and end in a line. */
    @Override
    public String toString() {
        return target + " (" + server + ")  "
                + switch (end) {
                    case STOPPED -> "stopped";
                    case REMOVED -> "removed";
                    case FAILED -> "failed";
                    case UNKNOWN -> "unknown";
                }
                + problem.map(why -> ": " + why).orElse("");
    }
}
