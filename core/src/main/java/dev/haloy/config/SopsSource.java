package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * One file encrypted with SOPS.
 */
@Model
@Value.Immutable
public interface SopsSource {
    /** The file, relative to the configuration. */
    Optional<String> file();

    /** {@code yaml}, {@code json} or {@code dotenv}. */
    Optional<String> format();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableSopsSource.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(SopsSource from) {
        return ImmutableSopsSource.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Names the file. */
        Builder file(String file);

        /** Sets the format; without it the file's ending decides. */
        Builder format(String format);

        /** Builds the immutable description. */
        SopsSource build();
    }
}
