package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * One 1Password item.
 */
@Model
@Value.Immutable
public interface OnePasswordSource {
    /** The account. */
    Optional<String> account();

    /** The vault. */
    Optional<String> vault();

    /** The item. */
    Optional<String> item();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableOnePasswordSource.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(OnePasswordSource from) {
        return ImmutableOnePasswordSource.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the account, if there are several. */
        Builder account(String account);

        /** Names the vault. */
        Builder vault(String vault);

        /** Names the item. */
        Builder item(String item);

        /** Builds the immutable description. */
        OnePasswordSource build();
    }
}
