package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Credentials of an image registry as written.
 */
@Model
@Value.Immutable
public interface RegistryConfig {
    /** The registry; without it taken from the repository. */
    Optional<String> server();

    /** Who logs in. */
    Optional<ValueSource> username();

    /** The password or token. */
    Optional<ValueSource> password();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableRegistryConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(RegistryConfig from) {
        return ImmutableRegistryConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the registry; without it it is taken from the repository. */
        Builder server(String server);

        /** Says who logs in. */
        Builder username(ValueSource username);

        /** Gives the password or token. */
        Builder password(ValueSource password);

        /** Builds the immutable description. */
        RegistryConfig build();
    }
}
