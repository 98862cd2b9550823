package dev.haloy.client;

import java.util.Set;

/**
 * What a server says about itself.
 *
 * @param haloyd its version, for example {@code v0.1.0-beta.69}
 * @param capabilities what it can do besides
 */
public record ServerVersion(String haloyd, Set<String> capabilities) {
    /** Makes private copies. */
    public ServerVersion {
        capabilities = Set.copyOf(capabilities);
    }

    /** What this version understands. */
    public Dialect dialect() {
        return Dialect.of(haloyd);
    }
}
