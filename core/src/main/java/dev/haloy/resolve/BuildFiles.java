package dev.haloy.resolve;

import dev.haloy.config.BuilderConfig;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a build begins with.
 *
 * @param context the folder that is sent to the build, absolute
 * @param dockerfile the Dockerfile, absolute: in the context, or else beside the configuration
 */
public record BuildFiles(Path context, Path dockerfile) {
    private static final KeyPath BUILDER = ImageMerge.IMAGE.key("build_config");

    /** Where the files of a target should be, whether they are there or not. */
    public static BuildFiles of(ResolvedTarget target, Path directory) {
        Optional<BuilderConfig> builder = target.image().buildConfig();
        Path context = directory
                .resolve(builder.flatMap(BuilderConfig::context).orElse("."))
                .toAbsolutePath()
                .normalize();
        String file = builder.flatMap(BuilderConfig::dockerfile).orElse("Dockerfile");
        Path inContext = context.resolve(file).normalize();
        Path besideFile = directory.resolve(file).toAbsolutePath().normalize();
        boolean elsewhere = !Files.isRegularFile(inContext) && Files.isRegularFile(besideFile);
        return new BuildFiles(context, elsewhere ? besideFile : inContext);
    }

    /** What is missing for the targets that must be built here; empty if nothing is. Looks at the file system. */
    public static List<Problem> check(LoadedConfig loaded, List<ResolvedTarget> targets) {
        Findings findings = new Findings();
        Places places = new Places(loaded);
        for (ResolvedTarget target : targets) {
            if (target.image().mustBeBuilt()) {
                Site site = new Site(places, places.target(target.key()), target.origins());
                of(target, loaded.directory()).missing(site, loaded.directory()).ifPresent(findings::add);
            }
        }
        return findings.inOrder();
    }

    private Optional<Problem> missing(Site site, Path directory) {
        if (!Files.isDirectory(context)) {
            String what = Files.exists(context) ? "is not a folder" : "does not exist";
            return Optional.of(site.error("9.1", BUILDER.key("context"), "the build context " + context + " " + what));
        }
        if (!Files.isRegularFile(dockerfile)) {
            Path other = directory.resolve(context.relativize(dockerfile)).normalize();
            String also = other.equals(dockerfile) ? "" : ", and neither is " + other;
            return Optional.of(site.error(
                    "9.2", BUILDER.key("dockerfile"), "the Dockerfile " + dockerfile + " is not a file" + also));
        }
        return Optional.empty();
    }
}
