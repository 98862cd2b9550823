package dev.haloy.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Journals in memory. */
final class MemoryRunStore implements RunStore {
    private static final int REMEMBERED = 100;

    private final Map<String, List<String>> runs = new LinkedHashMap<>();

    @Override
    public synchronized Journal open(String runId) {
        List<String> lines = runs.computeIfAbsent(runId, id -> new ArrayList<>());
        while (runs.size() > REMEMBERED) {
            runs.remove(runs.keySet().iterator().next());
        }
        return new Journal() {
            @Override
            public void append(String line) {
                synchronized (MemoryRunStore.this) {
                    lines.add(line);
                }
            }

            @Override
            public void sync() {
                // Memory is as safe as it gets.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public synchronized List<String> runIds() {
        return List.copyOf(runs.keySet());
    }

    @Override
    public synchronized List<String> lines(String runId) {
        List<String> lines = runs.get(runId);
        if (lines == null) {
            throw new NoSuchElementException("no run " + runId + " is remembered");
        }
        return List.copyOf(lines);
    }
}
