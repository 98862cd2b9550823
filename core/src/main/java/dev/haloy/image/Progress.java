package dev.haloy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How much is on its way to one server; tells it on the loop, and not more often than the loop has time for. */
final class Progress {
    private static final long STEP = 1 << 20;

    private final TransferRun run;
    private final String server;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private OptionalLong total = OptionalLong.empty();

    Progress(TransferRun run, String server) {
        this.run = run;
        this.server = server;
    }

    /** So much is to be sent in all, as far as that is known. */
    void expects(OptionalLong bytes) {
        total = bytes;
    }

    /** One body; a repeated one begins again at zero. On the loop. */
    Part part() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    private void tell() {
        due.set(false);
        long bytes = 0;
        for (Part part : parts) {
            bytes += part.bytes.get();
        }
        long now = bytes;
        run.tell(ear -> ear.progress(server, now, total));
    }

    /** What has been sent of one body. On any thread. */
    final class Part {
        private final AtomicLong bytes = new AtomicLong();

        void at(long count) {
            long before = bytes.getAndSet(count);
            if (before / STEP != count / STEP && due.compareAndSet(false, true)) {
                run.world().loop().execute(Progress.this::tell);
            }
        }

        long bytes() {
            return bytes.get();
        }
    }
}
