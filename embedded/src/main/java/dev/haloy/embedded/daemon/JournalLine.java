package dev.haloy.embedded.daemon;

import java.time.Instant;

/** A line of the daemon's own log; becomes text when somebody reads it. */
record JournalLine(Instant at, String level, String deploymentId, String message, String error) {
    static JournalLine of(LogEntry entry, Instant now) {
        return new JournalLine(now, entry.level, entry.deploymentId, entry.message, entry.fields.getOrDefault("error", ""));
    }

    @Override
    public String toString() {
        return at + " " + level + (deploymentId.isEmpty() ? "" : " " + deploymentId) + " " + message
                + (error.isEmpty() ? "" : ": " + error);
    }
}
