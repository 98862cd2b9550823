package dev.haloy.deploy;

import dev.haloy.config.SecretProvidersConfig;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be deployed.
 *
 * @param targets the targets, in declared order
 * @param skippedProtected keys of targets that are left out as protected
 * @param globalPreDeploy commands before everything
 * @param globalPostDeploy commands after everything
 * @param secretProviders where references to secrets lead; stored with the server so that a rollback can follow them
 * @param directory where hooks run
 * @param environment what global hooks see
 */
public record DeployRequest(
        List<ReadyTarget> targets,
        List<String> skippedProtected,
        List<String> globalPreDeploy,
        List<String> globalPostDeploy,
        Optional<SecretProvidersConfig> secretProviders,
        Path directory,
        Environment environment) {
    /** Makes private copies. */
    public DeployRequest {
        targets = List.copyOf(targets);
        skippedProtected = List.copyOf(skippedProtected);
        globalPreDeploy = List.copyOf(globalPreDeploy);
        globalPostDeploy = List.copyOf(globalPostDeploy);
    }
}
