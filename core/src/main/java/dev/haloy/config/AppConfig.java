package dev.haloy.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A whole {@code haloy.yaml} as written. Without targets, the top level is the only target.
 */
@Model
@Value.Immutable
public interface AppConfig {
    /** The settings of the top level: defaults of all targets, or the only target. */
    @Value.Default
    default TargetConfig base() {
        return noDefaults();
    }

    /** The targets by key, in the order of the file; empty for a single-target file. */
    Map<String, TargetConfig> targets();

    /** Named images, in the order of the file. */
    Map<String, ImageConfig> images();

    /** Where references to secrets lead. */
    Optional<SecretProvidersConfig> secretProviders();

    /** Shell commands run once before anything is built or deployed. */
    List<String> globalPreDeploy();

    /** Shell commands run once after every target was deployed. */
    List<String> globalPostDeploy();

    /** The settings of the top level unless said otherwise: none. */
    static TargetConfig noDefaults() {
        return TargetConfig.EMPTY;
    }

    /** Starts an empty description. */
    static Builder builder() {
        return ImmutableAppConfig.builder();
    }

    /** Starts from what another one says. */
    static Builder builder(AppConfig from) {
        return ImmutableAppConfig.builder().from(from);
    }

    /** Collects the settings. Not safe for use by several threads. */
    interface Builder {
        /** Sets the defaults of all targets. */
        Builder base(TargetConfig base);

        /** Replaces the targets. */
        Builder targets(Map<String, ? extends TargetConfig> targets);

        /** Replaces the named images. */
        Builder images(Map<String, ? extends ImageConfig> images);

        /** Says where references to secrets lead. */
        Builder secretProviders(SecretProvidersConfig secretProviders);

        /** Replaces the commands run once before everything. */
        Builder globalPreDeploy(Iterable<String> globalPreDeploy);

        /** Replaces the commands run once after everything. */
        Builder globalPostDeploy(Iterable<String> globalPostDeploy);

        /** Builds the immutable description. */
        AppConfig build();
    }
}
