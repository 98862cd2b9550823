package dev.haloy.internal.source;

/** Makes a tree of a text in one format. Safe for use by several threads. */
@FunctionalInterface
public interface SourceReader {
    /** How deep lists and mappings may be nested in any format. No configuration needs a hundredth of it. */
    int MAX_DEPTH = 1_000;

    /**
     * Reads a text, which may be hostile, in time and memory that grow with its length.
     *
     * @throws SyntaxException if it is not a text of the format
     */
    SourceTree read(SourceText text);
}
