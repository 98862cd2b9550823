package dev.haloy.embedded.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Works through bundles of events, one at a time for the whole server. */
final class Updater {
    /** For one update, the time it waits for others included. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Site site;
    private final Certificates certificates;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    Updater(Site site, Certificates certificates) {
        this.site = site;
        this.certificates = certificates;
    }

    void update(Bundle bundle) {
        update(bundle, () -> {});
    }

    /** Brings routes, certificates and containers in line; {@code then} runs at the end of it. */
    void update(Bundle bundle, Runnable then) {
        Instant deadline = site.time().instant().plus(LIMIT);
        waiting.add(() -> new Update(site, certificates, bundle, deadline, () -> {
                    then.run();
                    busy = false;
                    next();
                })
                .start());
        if (!busy) {
            next();
        }
    }

    private void next() {
        Runnable update = waiting.poll();
        if (update != null) {
            busy = true;
            update.run();
        }
    }
}
