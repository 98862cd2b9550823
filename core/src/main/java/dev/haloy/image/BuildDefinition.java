package dev.haloy.image;

import dev.haloy.config.BuilderConfig;
import dev.haloy.resolve.BuildFiles;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import dev.haloy.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one image is built.
 *
 * @param reference the name it gets
 * @param directory the folder of the configuration, which relative paths begin with
 * @param files what the build begins with; they are looked for only when it does
 * @param platform the platform
 * @param args build arguments with their values
 */
public record BuildDefinition(
        String reference, Path directory, BuildFiles files, String platform, List<ReadyTarget.Value> args) {
    private static final String PLATFORM = "linux/amd64";

    /** Makes private copies. */
    public BuildDefinition {
        args = List.copyOf(args);
    }

    /** How a target's image is built, looked at now: a hook may have made the files just before. */
    public static BuildDefinition of(ReadyTarget ready, Path directory) {
        ResolvedTarget target = ready.target();
        return new BuildDefinition(
                target.image().reference(),
                directory,
                BuildFiles.of(target, directory),
                target.image()
                        .buildConfig()
                        .flatMap(BuilderConfig::platform)
                        .filter(text -> !text.isEmpty())
                        .orElse(PLATFORM),
                ready.buildArgs());
    }

    /**
     * Names of arguments whose values are secrets and stay in the image: Docker keeps every argument in its history, but nothing that the
     * Dockerfile mounts as a secret. Reads the Dockerfile.
     */
    public List<String> exposedSecrets() {
        Dockerfile dockerfile = dockerfile();
        return args.stream()
                .filter(arg -> arg.text() instanceof Secret)
                .map(ReadyTarget.Value::name)
                .filter(dockerfile::takesAsArgument)
                .toList();
    }

    /** The values of arguments that nobody may see. */
    List<Secret> secrets() {
        return args.stream()
                .map(ReadyTarget.Value::text)
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .toList();
    }

    Dockerfile dockerfile() {
        return Dockerfile.at(files.dockerfile());
    }

    /** What is missing before Docker need be asked at all. */
    Optional<String> missing() {
        if (!Files.isDirectory(files.context())) {
            return Optional.of("the build context " + files.context()
                    + " is not a folder; image.builder.context is relative to " + directory);
        }
        return Files.isRegularFile(files.dockerfile())
                ? Optional.empty()
                : Optional.of("there is no Dockerfile " + files.dockerfile()
                        + "; image.builder.dockerfile is relative to the build context, or to " + directory);
    }
}
