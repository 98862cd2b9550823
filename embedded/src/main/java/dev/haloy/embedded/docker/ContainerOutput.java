package dev.haloy.embedded.docker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a container has printed, as Docker keeps it: lines, the long ones in several parts. */
public final class ContainerOutput {
    /** Docker's buffer for one entry of a log. */
    private static final int PART = 16 * 1024;

    private final List<String> entries = new ArrayList<>();
    private final Set<Reader> readers = new LinkedHashSet<>();

    /** Follows the output of a container that is up. */
    public interface Reader {
        /** The container has printed this. */
        void printed(String entry);

        /** The container is no longer up, so nothing more will come. */
        void ended();
    }

    ContainerOutput() {}

    /** The last entries, oldest first; at most this many. */
    public List<String> last(int count) {
        return List.copyOf(entries.subList(Math.max(0, entries.size() - count), entries.size()));
    }

    /** Tells the reader of everything from now on. */
    public void follow(Reader reader) {
        readers.add(reader);
    }

    /** Tells the reader of nothing any more. */
    public void leave(Reader reader) {
        readers.remove(reader);
    }

    void print(String text) {
        for (String line : text.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            int from = 0;
            do {
                int length = Math.min(PART, bytes.length - from);
                add(new String(bytes, from, length, StandardCharsets.UTF_8));
                from += length;
            } while (from < bytes.length);
        }
    }

    private void add(String entry) {
        entries.add(entry);
        List.copyOf(readers).forEach(reader -> reader.printed(entry));
    }

    void end() {
        List<Reader> left = List.copyOf(readers);
        readers.clear();
        left.forEach(Reader::ended);
    }
}
