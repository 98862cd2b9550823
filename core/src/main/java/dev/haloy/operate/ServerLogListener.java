package dev.haloy.operate;

import dev.haloy.client.LogEntry;
import java.util.Optional;

/** Hears what servers say about their work, on the World's loop: be quick and never block. */
@FunctionalInterface
public interface ServerLogListener {
    /** A server has said something, now or before it was listened to. */
    void entry(String server, LogEntry entry);

    /** The stream of a server broke and will be opened again; entries may be missing if it takes long. Nothing by default. */
    default void interrupted(String server, String why) {}

    /** There will be no more of a server, because it cannot be followed. Nothing by default. */
    default void ended(String server, Optional<String> problem) {}
}
