package dev.haloy.config;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * An image as written, in the top level, in a target or among the named images.
 */
@Model
@Value.Immutable
public interface ImageConfig {
    /** The repository; may hold a tag or digest. */
    Optional<String> repository();

    /** The tag. */
    Optional<String> tag();

    /** {@code always}, {@code if_missing} or {@code never}. */
    Optional<String> pullPolicy();

    /** Which old versions are kept for a rollback. */
    Optional<HistoryConfig> history();

    /** Credentials of the image's registry. */
    Optional<RegistryConfig> registry();

    /** Whether the image is built here. */
    Optional<Boolean> build();

    /** How the image is built: {@code builder} or {@code build_config}. */
    Optional<BuilderConfig> buildConfig();

    /** The image of this repository, all else open. */
    static ImageConfig of(String repository) {
        return builder().repository(repository).build();
    }

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableImageConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(ImageConfig from) {
        return ImmutableImageConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Sets the repository, with or without a tag or digest. */
        Builder repository(String repository);

        /** Sets the tag; without it {@code latest}. */
        Builder tag(String tag);

        /** Says when the server asks the registry: {@code always}, {@code if_missing} or {@code never}. */
        Builder pullPolicy(String pullPolicy);

        /** Says which old versions are kept for a rollback. */
        Builder history(HistoryConfig history);

        /** Gives the credentials of the image's registry. */
        Builder registry(RegistryConfig registry);

        /** Says whether the image is built here. */
        Builder build(boolean build);

        /** Says how the image is built, and that it is. */
        Builder buildConfig(BuilderConfig buildConfig);

        /** Builds the immutable description. */
        ImageConfig build();
    }
}
