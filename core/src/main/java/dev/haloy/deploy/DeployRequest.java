package dev.haloy.deploy;

import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.image.ImageSource;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What is to be deployed. Only {@link #targets}, {@link #directory} and {@link #environment} must be said. Immutable; derive another
 * with {@link #builder(DeployRequest)}.
 */
@Value.Immutable
@Policy
public interface DeployRequest {
    /** The targets, in declared order; for a rollback they need their tokens only. */
    List<ReadyTarget> targets();

    /** Keys of targets that are left out as protected; none by default. */
    List<String> skippedProtected();

    /** Commands before everything; none by default. */
    List<String> globalPreDeploy();

    /** Commands after everything; none by default. */
    List<String> globalPostDeploy();

    /** Where references to secrets lead; stored with the server so that a rollback can follow them. */
    Optional<SecretProvidersConfig> secretProviders();

    /** Where hooks run. */
    Path directory();

    /** What global hooks and Docker see. */
    Environment environment();

    /** Images that the program has already, by their reference: they are sent as they are instead of being built. */
    Map<String, ImageSource> images();

    /** The earlier version to bring back instead of deploying what the targets say; empty for a deployment. */
    Optional<EarlierVersion> earlier();

    /** The image that runs elsewhere and that the targets were given, see {@link Promoter}; empty if they have their own. */
    Optional<Release> promoted();

    /** Makes earlier versions ready; without it nothing can be rolled back. */
    Optional<Restorer> restorer();

    /** The same targets brought back to an earlier version. Hooks belong to deployments and are left out. */
    default DeployRequest goingBackTo(EarlierVersion version) {
        return builder(this)
                .globalPreDeploy(List.of())
                .globalPostDeploy(List.of())
                .earlier(version)
                .build();
    }

    /** Starts from nothing. */
    static Builder builder() {
        return ImmutableDeployRequest.builder();
    }

    /** Starts from another request. */
    static Builder builder(DeployRequest from) {
        return ImmutableDeployRequest.builder().from(from);
    }

    /** Collects what a request is about. Not safe for use by several threads. */
    interface Builder {
        /** Replaces the targets. */
        Builder targets(Iterable<? extends ReadyTarget> inDeclaredOrder);

        /** Replaces the keys of targets that are left out as protected. */
        Builder skippedProtected(Iterable<String> keys);

        /** Replaces the commands before everything. */
        Builder globalPreDeploy(Iterable<String> commands);

        /** Replaces the commands after everything. */
        Builder globalPostDeploy(Iterable<String> commands);

        /** Says where references to secrets lead, if there are any. */
        Builder secretProviders(Optional<? extends SecretProvidersConfig> providers);

        /** Says where hooks run. */
        Builder directory(Path folder);

        /** Says what global hooks and Docker see. */
        Builder environment(Environment seen);

        /** Replaces the images that the program has already, by their reference. */
        Builder images(Map<String, ? extends ImageSource> byReference);

        /** Says which image the targets were given in place of their own. */
        Builder promoted(Release release);

        /** Goes back to an earlier version. */
        Builder earlier(EarlierVersion version);

        /** Gives the means to bring earlier versions back. */
        Builder restorer(Restorer able);

        /**
         * Builds the request.
         *
         * @throws IllegalStateException if the directory or the environment is missing
         */
        DeployRequest build();
    }
}
