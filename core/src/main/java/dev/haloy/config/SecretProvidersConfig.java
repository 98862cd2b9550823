package dev.haloy.config;

import java.util.Map;
import org.immutables.value.Value;

/**
 * Where references to secrets lead, by the source names used in them.
 */
@Model
@Value.Immutable
public interface SecretProvidersConfig {
    /** 1Password items by source name. */
    Map<String, OnePasswordSource> onePassword();

    /** SOPS files by source name. */
    Map<String, SopsSource> sops();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableSecretProvidersConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(SecretProvidersConfig from) {
        return ImmutableSecretProvidersConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Sets the 1Password items. */
        Builder onePassword(Map<String, ? extends OnePasswordSource> onePassword);

        /** Sets the SOPS files. */
        Builder sops(Map<String, ? extends SopsSource> sops);

        /** Builds the immutable description. */
        SecretProvidersConfig build();
    }
}
