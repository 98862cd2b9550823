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
        return new HaloydOptions(settings.withVersion(version));
    }

    /** Leaves out weaknesses that it has by default. */
    public HaloydOptions without(Quirk... quirks) {
        Set<Quirk> left = EnumSet.copyOf(settings.quirks());
        for (Quirk quirk : quirks) {
            left.remove(quirk);
        }
        return new HaloydOptions(settings.withQuirks(left));
    }

    /** Decides container ids and the order of what comes in no order; by default drawn from the address. */
    public HaloydOptions seed(long seed) {
        return new HaloydOptions(settings.withSeed(seed));
    }

    /** The log has entries of the level DEBUG too, which tell of Docker's events and of updates without a change. */
    public HaloydOptions debug() {
        return new HaloydOptions(settings.withDebug());
    }

    /**
     * Looks every 15 s at what gets visitors, and stops sending them to what is unhealthy. A real haloyd always does;
     * here it keeps a virtual time busy for ever, so that waiting in vain is noticed only after a virtual year.
     */
    public HaloydOptions healthMonitor() {
        return new HaloydOptions(settings.withMonitor());
    }

    /**
     * Every twelve hours removes images without a name and layers that nothing needs, and looks at all apps once more. A real haloyd
     * always does; here it keeps a virtual time busy for ever, as {@link #healthMonitor()} does.
     */
    public HaloydOptions housekeeping() {
        return new HaloydOptions(settings.withTidying());
    }

    Settings settings() {
        return settings;
    }
}
