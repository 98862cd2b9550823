package dev.haloy.testkit;

import dev.haloy.image.ImageSource;
import dev.haloy.resolve.BuildFiles;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolvedTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images of a rehearsal that do not come from a registry by themselves: small ones take their place, and go the same way.
 *
 * @param targets the targets with the images they are rehearsed with
 * @param built images that a docker program of the rehearsal builds
 * @param given images that are there to be sent: given in code, or with files that only a hook makes
 */
record RehearsedImages(List<ReadyTarget> targets, Set<String> built, Map<String, ImageSource> given) {
    private static final String BASE = "the layers that all versions share";

    /** Looks where each image comes from; {@code inCode} are those that code gives. */
    static RehearsedImages of(List<ReadyTarget> ready, Path directory, Set<String> inCode) {
        Set<String> built = new LinkedHashSet<>();
        Map<String, ImageSource> given = new LinkedHashMap<>();
        List<ReadyTarget> targets = ready.stream()
                .map(each -> {
                    ResolvedTarget target = each.target();
                    String reference = target.image().reference();
                    if (!target.image().mustBeBuilt()) {
                        return each;
                    } else if (inCode.contains(reference)) {
                        given.put(reference, made(reference));
                        return each;
                    } else if (hasFiles(target, directory)) {
                        built.add(reference);
                        return each;
                    }
                    return withoutFiles(each, given);
                })
                .toList();
        return new RehearsedImages(targets, built, given);
    }

    /** What a hook is yet to make cannot be built; a registry is thought to have it, a server is sent it. */
    private static ReadyTarget withoutFiles(ReadyTarget ready, Map<String, ImageSource> given) {
        ResolvedTarget.Image image = ready.target().image();
        String reference = image.reference();
        if (image.push().equals("registry")) {
            return StandIns.with(image.pulled(reference), ready);
        }
        given.put(reference, made(reference));
        return ready;
    }

    private static boolean hasFiles(ResolvedTarget target, Path directory) {
        BuildFiles files = BuildFiles.of(target, directory);
        return Files.isDirectory(files.context()) && Files.isRegularFile(files.dockerfile());
    }

    private static SavedImage made(String reference) {
        return SavedImage.of(reference, layers(reference));
    }

    private static List<String> layers(String reference) {
        return List.of(BASE, "the layer of " + reference);
    }

    /** Lets the docker program of a run know what it can build. */
    void tell(TestDocker docker) {
        built.forEach(reference -> docker.builds(reference, layers(reference).toArray(String[]::new)));
    }
}
