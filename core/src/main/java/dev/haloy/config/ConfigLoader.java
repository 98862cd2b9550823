package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.Problem;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SyntaxException;
import dev.haloy.internal.source.TextDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a configuration file as it is written. Nothing is inherited, filled in or looked up yet.
 *
 * <p>Types are strict: a number where a string belongs is a mistake, and so is every key that the {@link KeyTable} does not
 * have. All mistakes of a file are reported together. Safe for use by several threads.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Reads a file, or the configuration in a folder: the first of {@code haloy.json}, {@code haloy.yaml}, {@code haloy.yml} and
     * {@code haloy.toml}. The empty path is the working directory.
     *
     * @param path what to read, absolute or relative to the working directory
     * @param workingDirectory where relative paths begin
     * @throws ConfigException if there is no such file, or with every mistake in it
     */
    public static LoadedConfig load(Path path, Path workingDirectory) {
        ConfigFile found = ConfigFile.find(path, workingDirectory);
        TextDecoder.Decoded decoded = TextDecoder.decode(found.shown(), bytes(found));
        if (decoded.mistake().isPresent()) {
            throw broken(
                    found.shown(), decoded.text(), List.of(decoded.mistake().get()));
        }
        return read(
                decoded.text(),
                found.format(),
                found.shown(),
                found.directory(),
                Optional.of(found.file()),
                found.warnings());
    }

    /**
     * Reads a text that is not in a file.
     *
     * @param text the configuration
     * @param format how it is written
     * @param name what messages call it
     * @param directory where relative paths and hooks begin
     * @throws ConfigException with every mistake in it
     */
    public static LoadedConfig parse(String text, Format format, String name, Path directory) {
        return read(new SourceText(name, text), format, name, directory.toAbsolutePath(), Optional.empty(), List.of());
    }

    private static byte[] bytes(ConfigFile found) {
        try {
            return Files.readAllBytes(found.file());
        } catch (IOException e) {
            throw ConfigFile.unusable(found.shown() + " cannot be read: " + e.getMessage(), Optional.empty());
        }
    }

    private static LoadedConfig read(
            SourceText text, Format format, String name, Path directory, Optional<Path> file, List<Problem> warnings) {
        Binding binding = new Binding(text, format);
        AppConfig app;
        try {
            app = binding.read(Formats.reader(format).read(text));
        } catch (SyntaxException e) {
            throw broken(name, text, e.findings());
        }
        LoadedConfig loaded = new LoadedConfig(app, directory, file, format, binding.places(), warnings);
        List<Problem> problems = binding.problems();
        if (!problems.isEmpty()) {
            throw ConfigException.of(name, problems, loaded);
        }
        return loaded;
    }

    private static ConfigException broken(String name, SourceText text, List<Finding> findings) {
        text.mistrust(KeyTable::isHarmless);
        List<Problem> problems = findings.stream().map(text::error).toList();
        return new ConfigException(ConfigException.summary(name, problems), problems);
    }
}
