package dev.haloy.embedded.daemon;

import dev.haloy.embedded.script.Quirk;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a server is set up. The text form does not show the token.
 *
 * @param apiDomain the name under which the API is reached
 * @param version what the daemon calls itself: {@code dev} or {@code v0.1.0-beta.NN}
 * @param seed for container ids and for what comes in random order
 * @param debug whether the log has entries of the level DEBUG
 * @param monitored whether the health of what is routed is watched all the time
 * @param tidied whether it cleans up twice a day
 */
public record Settings(
        String apiDomain,
        String token,
        String version,
        Set<Quirk> quirks,
        long seed,
        boolean debug,
        boolean monitored,
        boolean tidied) {
    /** A development build with all quirks. */
    public static Settings of(String apiDomain, String token) {
        return new Settings(
                apiDomain, token, "dev", EnumSet.allOf(Quirk.class), apiDomain.hashCode(), false, false, false);
    }

    /** The same with another version. */
    public Settings withVersion(String other) {
        return new Settings(apiDomain, token, other, quirks, seed, debug, monitored, tidied);
    }

    /** The same with these quirks. */
    public Settings withQuirks(Set<Quirk> others) {
        return new Settings(apiDomain, token, version, others, seed, debug, monitored, tidied);
    }

    /** The same with another seed. */
    public Settings withSeed(long other) {
        return new Settings(apiDomain, token, version, quirks, other, debug, monitored, tidied);
    }

    /** The same with a more talkative log. */
    public Settings withDebug() {
        return new Settings(apiDomain, token, version, quirks, seed, true, monitored, tidied);
    }

    /** The same with the health monitor. */
    public Settings withMonitor() {
        return new Settings(apiDomain, token, version, quirks, seed, debug, true, tidied);
    }

    /** The same with a daemon that cleans up twice a day. */
    public Settings withTidying() {
        return new Settings(apiDomain, token, version, quirks, seed, debug, monitored, true);
    }

    @Override
    public String toString() {
        return apiDomain + " (" + version + ")";
    }
}
