package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * A build argument as written; without a source its value comes from the environment.
 */
@Model
@Value.Immutable
public interface BuildArg {
    /** The argument's name. */
    Optional<String> name();

    /** Where its value comes from. */
    Optional<ValueSource> source();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableBuildArg.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(BuildArg from) {
        return ImmutableBuildArg.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the argument. */
        Builder name(String name);

        /** Says where the value comes from. */
        Builder source(ValueSource source);

        /** Builds the immutable description. */
        BuildArg build();
    }
}
