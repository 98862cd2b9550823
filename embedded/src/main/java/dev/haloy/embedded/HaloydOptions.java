package dev.haloy.embedded;

import dev.haloy.embedded.daemon.Settings;
import dev.haloy.embedded.script.Quirk;
import java.util.EnumSet;
import java.util.Set;

/** How an embedded server is set up; every method returns a changed copy. */
public final class HaloydOptions {
    private final Settings settings;

    HaloydOptions(Settings settings) {
        this.settings = settings;
    }

    /** What the daemon calls itself, {@code dev} (the default) or {@code v0.1.0-beta.NN}; decides what it knows. */
    public HaloydOptions version(String version) {
        return new HaloydOptions(
                new Settings(settings.apiDomain(), settings.token(), version, settings.quirks(), settings.seed()));
    }

    /** Leaves out weaknesses that it has by default. */
    public HaloydOptions without(Quirk... quirks) {
        Set<Quirk> left = EnumSet.copyOf(settings.quirks());
        for (Quirk quirk : quirks) {
            left.remove(quirk);
        }
        return new HaloydOptions(
                new Settings(settings.apiDomain(), settings.token(), settings.version(), left, settings.seed()));
    }

    /** Decides container ids and the order of what comes in no order; by default drawn from the address. */
    public HaloydOptions seed(long seed) {
        return new HaloydOptions(
                new Settings(settings.apiDomain(), settings.token(), settings.version(), settings.quirks(), seed));
    }

    Settings settings() {
        return settings;
    }
}
