package dev.haloy.world;

import java.util.List;
import java.util.NoSuchElementException;

/** Keeps no journals. */
final class ForgetfulRunStore implements RunStore {
    @Override
    public Journal open(String runId) {
        return new Journal() {
            @Override
            public void append(String line) {
                // Not remembered.
            }

            @Override
            public void sync() {
                // There is nothing to lose.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public boolean remembers() {
        return false;
    }

    @Override
    public List<String> runIds() {
        return List.of();
    }

    @Override
    public List<String> lines(String runId) {
        throw new NoSuchElementException("no run " + runId + " is remembered");
    }
}
