package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.time.Duration;
import java.time.Instant;

/** The thread on which a connection and its service live. */
interface Rounds {
    Instant instant();

    boolean onThread();

    /** Runs the task on the thread, but not now. */
    void execute(Runnable task);

    /** Runs the task after a time of the machine's own clock. */
    TimeLine.Timer afterUnscaled(Duration delay, Runnable task);
}
