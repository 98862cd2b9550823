package dev.haloy.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a program has printed until now, up to a limit. Read on one thread, asked on another. */
final class Captured {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;

    Captured(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads to the end; beyond the limit it stops reading, and the program must be stopped, for it would wait for ever. */
    void readFrom(InputStream stream, Runnable tooMuch) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            if (!add(buffer, n)) {
                tooMuch.run();
                return;
            }
        }
    }

    private synchronized boolean add(byte[] buffer, int length) {
        bytes.write(buffer, 0, length);
        return bytes.size() <= maxBytes;
    }

    /** The text so far. */
    synchronized String text() throws IOException {
        if (bytes.size() > maxBytes) {
            throw new IOException("the program printed more than " + maxBytes + " bytes");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
