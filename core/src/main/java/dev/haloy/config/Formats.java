package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.source.JsonReader;
import dev.haloy.internal.source.SourceReader;
import dev.haloy.internal.toml.TomlReader;
import dev.haloy.internal.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Which reader reads which format, and which file has which. */
final class Formats {
    private Formats() {}

    static SourceReader reader(Format format) {
        return switch (format) {
            case YAML -> new YamlReader();
            case JSON -> new JsonReader();
            case TOML -> new TomlReader();
        };
    }

    /** The format of a file by its ending, in lower case only; empty if it is none of ours. */
    static Optional<Format> of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return switch (dot < 0 ? "" : name.substring(dot)) {
            case ".yaml", ".yml" -> Optional.of(Format.YAML);
            case ".json" -> Optional.of(Format.JSON);
            case ".toml" -> Optional.of(Format.TOML);
            default -> Optional.empty();
        };
    }
}
