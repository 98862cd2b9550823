package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.Problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that a path leads to.
 *
 * @param file the file, absolute
 * @param shown what messages call it: the path as the user gave it
 * @param format its format
 * @param warnings what was odd about finding it
 */
record ConfigFile(Path file, String shown, Format format, List<Problem> warnings) {
    private static final String RULE = "1.1";
    private static final List<String> NAMES = List.of("haloy.json", "haloy.yaml", "haloy.yml", "haloy.toml");
    private static final String ENDINGS = ".json, .yaml, .yml or .toml";

    static ConfigFile find(Path path, Path workingDirectory) {
        Path absolute = workingDirectory.resolve(path).toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw unusable(
                    "there is no configuration at " + absolute,
                    Optional.of("give the path of a file, or of a folder that holds haloy.yaml"));
        }
        if (Files.isDirectory(absolute)) {
            return in(absolute, path);
        }
        Format format = Formats.of(absolute)
                .orElseThrow(() -> unusable(
                        absolute + " is no file type that can be read",
                        Optional.of("its name has to end in " + ENDINGS + ", in lower case")));
        return new ConfigFile(absolute, path.toString(), format, List.of());
    }

    private static ConfigFile in(Path directory, Path written) {
        List<String> present = NAMES.stream()
                .filter(name -> Files.isRegularFile(directory.resolve(name)))
                .toList();
        if (present.isEmpty()) {
            throw unusable(
                    "there is no configuration in " + directory,
                    Optional.of(
                            "it has to be called " + String.join(", ", NAMES.subList(0, 3)) + " or " + NAMES.get(3)));
        }
        String name = present.get(0);
        List<Problem> warnings = present.size() == 1
                ? List.of()
                : List.of(problem(
                        Severity.WARNING,
                        directory + " holds " + String.join(" and ", present) + "; " + name + " is used",
                        Optional.of("name the file to be sure, or remove the others")));
        return new ConfigFile(
                directory.resolve(name),
                written.resolve(name).toString(),
                Formats.of(Path.of(name)).orElseThrow(),
                warnings);
    }

    /** The folder it is in. */
    Path directory() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    static ConfigException unusable(String message, Optional<String> hint) {
        return new ConfigException("No configuration could be read.", List.of(problem(Severity.ERROR, message, hint)));
    }

    private static Problem problem(Severity severity, String message, Optional<String> hint) {
        return new Problem(severity, RULE, KeyPath.ROOT, message, Optional.empty(), hint);
    }
}
