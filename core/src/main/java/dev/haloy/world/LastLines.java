package dev.haloy.world;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines a program printed. Written on one thread, read on another. */
final class LastLines {
    private static final int MOST = 10;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (!line.isBlank()) {
            lines.addLast(line);
        }
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }
}
