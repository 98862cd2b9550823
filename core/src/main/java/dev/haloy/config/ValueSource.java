package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where a value comes from as written: a literal, an environment variable or a secret. More than one, or none, is a mistake
 * that validation reports.
 */
@Model
@Value.Immutable
public interface ValueSource {
    /** The literal. Not part of {@code toString}: people write passwords here. */
    @Value.Redacted
    Optional<String> value();

    /** Whether there was a {@code from} block, even an empty one. */
    @Value.Default
    default boolean hasFrom() {
        return fromEnv().isPresent() || fromSecret().isPresent();
    }

    /** The environment variable to read, on the client. */
    Optional<String> fromEnv();

    /** The reference of the secret, as written. */
    Optional<String> fromSecret();

    /** A literal. */
    static ValueSource of(String value) {
        return ImmutableValueSource.builder().value(value).build();
    }

    /** The value of an environment variable of the client. */
    static ValueSource env(String name) {
        return ImmutableValueSource.builder().fromEnv(name).build();
    }

    /** A secret, for example {@code onepassword:prod-db.url}. */
    static ValueSource secret(String reference) {
        return ImmutableValueSource.builder().fromSecret(reference).build();
    }
}
