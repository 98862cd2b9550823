package dev.haloy.config;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A domain that leads to the app, with its aliases.
 */
@Model
@Value.Immutable
public interface DomainConfig {
    /** The canonical domain. */
    Optional<String> domain();

    /** Other names, redirected to the canonical one. */
    List<String> aliases();

    /** A domain and its aliases. */
    static DomainConfig of(String domain, String... aliases) {
        return builder().domain(domain).aliases(List.of(aliases)).build();
    }

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableDomainConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(DomainConfig from) {
        return ImmutableDomainConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Sets the canonical domain. */
        Builder domain(String domain);

        /** Sets the other names. */
        Builder aliases(Iterable<String> aliases);

        /** Builds the immutable description. */
        DomainConfig build();
    }
}
