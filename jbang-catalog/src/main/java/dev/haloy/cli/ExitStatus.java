package dev.haloy.cli;

/** What the process says at its end. Documented in the README; scripts rely on it. */
final class ExitStatus {
    /** All done as asked. */
    static final int DONE = 0;

    /** Something that was asked for did not succeed. */
    static final int FAILED = 1;

    /** Usage or configuration: nothing was sent anywhere. */
    static final int USAGE = 2;

    /** Nothing failed, but nobody knows how something ended. */
    static final int UNKNOWN = 3;

    /** A plan, asked for this answer: something would change. */
    static final int CHANGES = 4;

    private ExitStatus() {}
}
