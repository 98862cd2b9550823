package dev.haloy.deploy;

import dev.haloy.world.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A store whose disk is full after so many lines. */
final class BrittleStore implements RunStore {
    private final RunStore store = RunStore.inMemory();
    private int room;

    BrittleStore(int lines) {
        this.room = lines;
    }

    @Override
    public Journal open(String runId) {
        Journal journal = store.open(runId);
        return new Journal() {
            @Override
            public void append(String line) {
                if (room-- <= 0) {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }
                journal.append(line);
            }

            @Override
            public void sync() {
                journal.sync();
            }

            @Override
            public void close() {
                journal.close();
            }
        };
    }

    @Override
    public List<String> runIds() {
        return store.runIds();
    }

    @Override
    public List<String> lines(String runId) {
        return store.lines(runId);
    }
}
