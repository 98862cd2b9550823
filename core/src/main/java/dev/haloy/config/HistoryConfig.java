package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Which old versions a server keeps for a rollback.
 */
@Model
@Value.Immutable
public interface HistoryConfig {
    /** {@code local}, {@code registry} or {@code none}. */
    Optional<String> strategy();

    /** How many versions. */
    Optional<Integer> count();

    /** Which tags count, for {@code registry}. */
    Optional<String> pattern();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableHistoryConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(HistoryConfig from) {
        return ImmutableHistoryConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Chooses {@code local} (the default), {@code registry} or {@code none}. */
        Builder strategy(String strategy);

        /** Sets how many versions are kept; 6 for {@code local}. */
        Builder count(int count);

        /** Says which tags count, for {@code registry}. */
        Builder pattern(String pattern);

        /** Builds the immutable description. */
        HistoryConfig build();
    }
}
