package dev.haloy.deploy;

import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.image.ImageSource;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be deployed.
 *
 * @param targets the targets, in declared order; for a rollback they need their tokens only
 * @param skippedProtected keys of targets that are left out as protected
 * @param globalPreDeploy commands before everything
 * @param globalPostDeploy commands after everything
 * @param secretProviders where references to secrets lead; stored with the server so that a rollback can follow them
 * @param directory where hooks run
 * @param environment what global hooks and Docker see
 * @param images images that the program has already, by their reference: they are sent as they are instead of being built
 * @param earlier the earlier version to bring back instead of deploying what the targets say; empty for a deployment
 * @param restorer makes earlier versions ready; without it nothing can be rolled back
 */
public record DeployRequest(
        List<ReadyTarget> targets,
        List<String> skippedProtected,
        List<String> globalPreDeploy,
        List<String> globalPostDeploy,
        Optional<SecretProvidersConfig> secretProviders,
        Path directory,
        Environment environment,
        Map<String, ImageSource> images,
        Optional<EarlierVersion> earlier,
        Optional<Restorer> restorer) {
    /** Makes private copies. */
    public DeployRequest {
        targets = List.copyOf(targets);
        skippedProtected = List.copyOf(skippedProtected);
        globalPreDeploy = List.copyOf(globalPreDeploy);
        globalPostDeploy = List.copyOf(globalPostDeploy);
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** The same with these images, by their reference. */
    public DeployRequest withImages(Map<String, ImageSource> given) {
        return new DeployRequest(
                targets,
                skippedProtected,
                globalPreDeploy,
                globalPostDeploy,
                secretProviders,
                directory,
                environment,
                given,
                earlier,
                restorer);
    }

    /** A deployment in which every image that is not in a registry is built, and of which nothing can be rolled back. */
    public DeployRequest(
            List<ReadyTarget> targets,
            List<String> skippedProtected,
            List<String> globalPreDeploy,
            List<String> globalPostDeploy,
            Optional<SecretProvidersConfig> secretProviders,
            Path directory,
            Environment environment) {
        this(
                targets,
                skippedProtected,
                globalPreDeploy,
                globalPostDeploy,
                secretProviders,
                directory,
                environment,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, able to bring earlier versions back. */
    public DeployRequest withRestorer(Restorer able) {
        return new DeployRequest(
                targets,
                skippedProtected,
                globalPreDeploy,
                globalPostDeploy,
                secretProviders,
                directory,
                environment,
                images,
                earlier,
                Optional.of(able));
    }

    /** The same targets brought back to an earlier version. Hooks belong to deployments and are left out. */
    public DeployRequest goingBackTo(EarlierVersion version) {
        return new DeployRequest(
                targets,
                skippedProtected,
                List.of(),
                List.of(),
                secretProviders,
                directory,
                environment,
                images,
                Optional.of(version),
                restorer);
    }
}
