package dev.haloy.world;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Standard output of a running program. A failed program has no end that could be taken for a good one. */
final class ProgramOutput extends FilterInputStream {
    private static final long LAST_WORDS_MILLIS = 1000;

    private final String name;
    private final Process process;
    private final LastLines errors;
    private final Thread errorReader;
    private volatile boolean closed;

    ProgramOutput(String name, Process process, LastLines errors, Thread errorReader) {
        super(process.getInputStream());
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.errorReader = errorReader;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read < 0) {
            end();
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read < 0) {
            end();
        }
        return read;
    }

    private void end() throws IOException {
        if (closed) {
            throw new IOException("'" + name + "' was stopped");
        }
        try {
            int status = process.waitFor();
            if (status != 0) {
                errorReader.join(LAST_WORDS_MILLIS);
                throw new IOException("'" + name + "' ended with exit status " + status + said(errors.text()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for '" + name + "'");
        }
    }

    private static String said(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        SystemProcesses.killTree(process.toHandle());
        super.close();
    }
}
