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
 */
public record Settings(String apiDomain, String token, String version, Set<Quirk> quirks, long seed) {
    /** A development build with all quirks. */
    public static Settings of(String apiDomain, String token) {
        return new Settings(apiDomain, token, "dev", EnumSet.allOf(Quirk.class), apiDomain.hashCode());
    }

    @Override
    public String toString() {
        return apiDomain + " (" + version + ")";
    }
}
