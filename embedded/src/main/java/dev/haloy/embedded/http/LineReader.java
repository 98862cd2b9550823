package dev.haloy.embedded.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts lines out of bytes that come in any pieces, with a limit on all of them together. */
final class LineReader {
    private final int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    private int taken;

    LineReader(int limit) {
        this.limit = limit;
    }

    /**
     * The next line, one character per byte, without its line feed but with the carriage return if there was one; empty
     * if more bytes are needed or the limit has been reached.
     */
    Optional<String> read(ByteBuffer in) {
        while (in.hasRemaining() && taken < limit) {
            byte b = in.get();
            taken++;
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                return Optional.of(text);
            }
            line.write(b);
        }
        return Optional.empty();
    }

    /** Whether the limit has been reached in the middle of a line. */
    boolean full() {
        return taken >= limit;
    }

    /** Starts to count anew. */
    void restart() {
        taken = 0;
    }

    /** Whether nothing has been read yet. */
    boolean untouched() {
        return taken == 0;
    }

    static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
