package dev.haloy.world;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the journals of runs: lines of text without secrets, in the order they were written. Safe for use by several
 * threads; a journal has one writer.
 */
public interface RunStore {
    /**
     * Begins, or goes on with, the journal of a run.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    Journal open(String runId);

    /** Whether it keeps what is written; nothing need be written to one that does not. */
    default boolean remembers() {
        return true;
    }

    /** The runs it knows, the oldest first. */
    List<String> runIds();

    /**
     * What was written of a run.
     *
     * @throws java.util.NoSuchElementException if it is not known
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    List<String> lines(String runId);

    /** Remembers the last hundred runs as long as the process lives. */
    static RunStore inMemory() {
        return new MemoryRunStore();
    }

    /** Remembers nothing: for runs that nobody will resume or look up. */
    static RunStore forgetting() {
        return new ForgetfulRunStore();
    }

    /** Keeps a file per run in this folder, readable by its owner only. */
    static RunStore in(Path folder) {
        return new FileRunStore(folder);
    }

    /** Where one run is written to. */
    interface Journal extends AutoCloseable {
        /**
         * Adds a line.
         *
         * @throws java.io.UncheckedIOException if it cannot be written
         */
        void append(String line);

        /**
         * Returns when everything that was appended would survive a crash of this machine.
         *
         * @throws java.io.UncheckedIOException if it cannot be written
         */
        void sync();

        /** Ends the writing. */
        @Override
        void close();
    }
}
