package dev.haloy.embedded.daemon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The last hundred entries. */
final class History {
    private static final int SIZE = 100;

    private final ArrayDeque<Published> entries = new ArrayDeque<>();

    /** An entry on its way out. */
    record Published(byte[] text, Mark mark) {}

    void add(Published entry) {
        if (entries.size() == SIZE) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    List<Published> entries() {
        return new ArrayList<>(entries);
    }
}
