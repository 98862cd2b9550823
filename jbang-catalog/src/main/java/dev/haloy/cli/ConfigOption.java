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

    /** Reads it. */
    Project load(Session session) {
        return Haloy.load(Path.of(path), session.world());
    }
}
