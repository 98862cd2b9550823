package dev.haloy.config;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration together with what is not part of its meaning: where it came from and where everything stands.
 *
 * @param app the configuration as written
 * @param directory the folder that relative paths and hooks start from, absolute
 * @param file the file it was read from; empty if it was described in Java
 * @param format the spelling of keys in messages
 * @param places where values stand, by path; empty if it was described in Java
 * @param warnings what reading it found worth saying
 */
public record LoadedConfig(
        AppConfig app,
        Path directory,
        Optional<Path> file,
        Format format,
        Map<KeyPath, Place> places,
        List<Problem> warnings) {

    /** A file format, and how it spells keys. */
    public enum Format {
        /** Snake case. */
        YAML,
        /** Camel case. */
        JSON,
        /** Snake case. */
        TOML
    }

    /**
     * Where a setting stands.
     *
     * @param key where its key begins; for a list element the element itself
     * @param value where its value begins
     */
    public record Place(SourceLocation key, SourceLocation value) {}

    /** A configuration that was described in Java; relative paths start from the folder. */
    public static LoadedConfig inMemory(AppConfig app, Path directory) {
        return new LoadedConfig(app, directory, Optional.empty(), Format.YAML, Map.of(), List.of());
    }

    /**
     * What would be left if nobody had written what stands at the path: the same configuration without it, everything else at the
     * places it has. An element of a list is emptied and not removed.
     *
     * @param path the path as the file spells it
     */
    public LoadedConfig without(KeyPath path) {
        AppConfig left = Keys.APP_OBJECT.without(app, path.steps(), format);
        return new LoadedConfig(left, directory, file, format, places, warnings);
    }

    /** Where the value at the path, or the nearest thing around it, stands. */
    public Optional<SourceLocation> locate(KeyPath path) {
        for (KeyPath at = path; ; at = at.parent()) {
            Place place = places.get(at);
            if (place != null) {
                return Optional.of(at.equals(path) ? place.value() : place.key());
            }
            if (at.isRoot()) {
                return Optional.empty();
            }
        }
    }
}
