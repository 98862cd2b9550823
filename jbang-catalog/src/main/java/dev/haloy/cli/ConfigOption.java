package dev.haloy.cli;

import dev.haloy.Haloy;
import dev.haloy.Project;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which configuration is meant. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            order = 10,
            paramLabel = "PATH",
            defaultValue = "",
            description = "The configuration file, or a folder that holds haloy.yaml; the current folder by default.")
    private String path = "";

    /** The command line that asks for the status of a target of this configuration. */
    String statusCommand(Project project, String target) {
        return command("status", project, target);
    }

    /** The command line that does something with a target of this configuration. */
    String command(String verb, Project project, String target) {
        return "haloy " + verb + (path.isEmpty() ? "" : " --config " + quoted(path))
                + (project.targetKeys().isEmpty() ? "" : " --target " + quoted(target));
    }

    private static String quoted(String word) {
        return word.contains(" ") ? "'" + word + "'" : word;
    }

    /** Reads it. */
    Project load(Session session) {
        return Haloy.load(Path.of(path), session.world());
    }
}
