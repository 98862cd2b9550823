package dev.haloy.cli;

/** Tells that somebody wants the program to end. */
@FunctionalInterface
interface Interrupts {
    /** Nobody ever does. */
    Interrupts NEVER = action -> () -> {};

    /** Runs the action, which must be quick, once when that happens. The process then lives until the watch is closed. */
    Watch onInterrupt(Runnable action);

    /** The interest, and the promise to close it when everything was said. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
