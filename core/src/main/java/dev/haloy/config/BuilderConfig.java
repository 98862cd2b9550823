package dev.haloy.config;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How an image is built as written; {@code builder} and {@code build_config} are one thing.
 */
@Model
@Value.Immutable
public interface BuilderConfig {
    /** The build context, relative to the file. */
    Optional<String> context();

    /** The Dockerfile, relative to the context. */
    Optional<String> dockerfile();

    /** The platform. */
    Optional<String> platform();

    /** Build arguments; an empty list clears inherited ones. */
    Optional<List<BuildArg>> args();

    /** {@code server} or {@code registry}. */
    Optional<String> push();

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableBuilderConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(BuilderConfig from) {
        return ImmutableBuilderConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Sets the build context; without it the file's folder. */
        Builder context(String context);

        /** Sets the Dockerfile; without it {@code Dockerfile}. */
        Builder dockerfile(String dockerfile);

        /** Sets the platform; without it {@code linux/amd64}. */
        Builder platform(String platform);

        /** Replaces the build arguments. */
        Builder args(List<BuildArg> args);

        /** Chooses where the image goes: {@code server} or {@code registry}. */
        Builder push(String push);

        /** Builds the immutable description. */
        BuilderConfig build();
    }
}
