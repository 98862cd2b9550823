package dev.haloy.benchmarks;

/** Does nothing: what starting any Java program costs. */
public final class EmptyProgram {
    private EmptyProgram() {}

    /** Ends at once. */
    public static void main(String... args) {
        // Nothing to do.
    }
}
