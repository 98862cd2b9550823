package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * An environment variable of the app as written.
 */
@Model
@Value.Immutable
public interface EnvVar {
    /** The variable's name. */
    Optional<String> name();

    /** Where its value comes from. */
    ValueSource source();

    /** Whether it is a build argument too. */
    Optional<Boolean> buildArg();

    /** A variable with a literal value. */
    static EnvVar of(String name, String value) {
        return builder().name(name).source(ValueSource.of(value)).build();
    }

    /** A variable with a value from elsewhere. */
    static EnvVar of(String name, ValueSource source) {
        return builder().name(name).source(source).build();
    }

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableEnvVar.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(EnvVar from) {
        return ImmutableEnvVar.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the variable. */
        Builder name(String name);

        /** Says where the value comes from. */
        Builder source(ValueSource source);

        /** Makes it a build argument too. */
        Builder buildArg(boolean buildArg);

        /** Builds the immutable description. */
        EnvVar build();
    }
}
