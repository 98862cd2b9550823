package dev.haloy.image;

import dev.haloy.secret.Redactor;
import dev.haloy.world.ProcessRunner.OutputListener;
import java.util.ArrayDeque;
import java.util.Deque;

/** Passes on what a program prints, without secrets, and keeps the end of it for the case that the program fails. */
final class LastWords implements OutputListener {
    private static final int MOST = 8;

    private final Redactor redactor;
    private final OutputListener listener;
    private final Deque<String> lines = new ArrayDeque<>();

    LastWords(Redactor redactor, OutputListener listener) {
        this.redactor = redactor;
        this.listener = listener;
    }

    @Override
    public void line(boolean isError, String text) {
        String shown = redactor.redact(text);
        keep(shown);
        listener.line(isError, shown);
    }

    private synchronized void keep(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line.strip());
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    /** The end of what was printed, as the end of a sentence. */
    synchronized String quoted() {
        return lines.isEmpty() ? "" : "; it said last: " + String.join(" | ", lines);
    }
}
