package dev.haloy.embedded.daemon;

import java.util.ArrayDeque;

/** Works through bundles of events, one at a time for the whole server. */
final class Updater {
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
        waiting.add(() -> new Update(site, certificates, bundle, () -> {
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
