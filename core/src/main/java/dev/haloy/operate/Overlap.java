package dev.haloy.operate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one container was heard to print lately. A stream that is opened anew begins with old lines, without times or numbers; the
 * part that was heard before is found by its text.
 */
final class Overlap {
    private final int capacity;
    private final Deque<String> heard = new ArrayDeque<>();

    Overlap(int capacity) {
        this.capacity = capacity;
    }

    void hear(String line) {
        if (heard.size() == capacity) {
            heard.removeFirst();
        }
        heard.addLast(line);
    }

    /** The lines among these that came after what was heard; all of them if nothing of it is there. */
    List<String> news(List<String> replayed) {
        List<String> old = new ArrayList<>(heard);
        int from = 0;
        for (int end = 1; end <= replayed.size() && !old.isEmpty(); end++) {
            int length = Math.min(end, old.size());
            boolean same = replayed.subList(end - length, end).equals(old.subList(old.size() - length, old.size()));
            if (same) {
                from = end;
            }
            if (same && length == old.size()) {
                // Everything heard is found; a later match would swallow lines that only look the same.
                break;
            }
        }
        return replayed.subList(from, replayed.size());
    }
}
