package dev.haloy.deploy;

import java.time.Instant;

/**
 * Something that should be going on. Two equal activities are the same one; what must happen again carries another
 * round or attempt.
 */
sealed interface Activity {
    /** A question that changes nothing. */
    sealed interface Look extends Activity {}

    /** Ask a server what it runs and whether it takes our token. */
    record ReadVersion(String server) implements Look {}

    /** Ask a server what it runs of a target's app. */
    record ReadStatus(String target, int round) implements Look {}

    /** Ask what could be gone back to once a target is deployed. */
    record ReadHistory(String target) implements Look {}

    /** Ask whether there is a Docker engine here. */
    record AskDocker() implements Look {}

    /** Make the earlier version ready that a target goes back to. */
    record Restore(String target, int round) implements Activity {}

    /** Run a command here. */
    record RunHook(HookRef hook) implements Activity {}

    /** Be the only one of this process to change a server. */
    record HoldLane(String server, int round) implements Activity {}

    /** Be the only one of all processes to deploy a target's app to its server. */
    record HoldLock(String target) implements Activity {}

    /** Listen to everything a server says. */
    record FollowServer(String server, int round) implements Activity {}

    /** Ask a server to deploy. */
    record Post(String target, int attempt) implements Activity {}

    /** Read what a server says about our deployment alone: the reserve witness, and what frees its memory. */
    record ReadOwn(String target, int attempt) implements Activity {}

    /** Leave the server alone after the update of a neighbour. */
    record KeepGap(String target, Instant moment) implements Activity {}

    /** Something with Docker and images. */
    sealed interface OfImage extends Activity {}

    /** Build an image. */
    record Build(String image) implements OfImage {}

    /** Send an image to every server that still needs it. */
    record Send(String image) implements OfImage {}

    /** Push an image to a registry. */
    record Push(String image, String registry) implements OfImage {}

    /** Ask whether the next wave may start. */
    record AskGate(int wave, int gate) implements Activity {}

    /** Let time pass. */
    record WaitUntil(String what, Instant moment) implements Activity {}
}
