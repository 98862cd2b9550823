package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema (2020-12) of a configuration, for editors and other tools. It is made from the {@link KeyTable}: it refuses unknown
 * keys and wrong types everywhere, and wrong words, numbers and texts wherever they count. What depends on several settings, or on
 * what a target inherits, only loading and validating can tell.
 */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** The schema for files of a format; YAML and TOML share one. */
    public static String text(Format format) {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(resource(format))) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource(format));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the file that holds it, beside this class. */
    static String resource(Format format) {
        return format == Format.JSON ? "haloy-json.schema.json" : "haloy.schema.json";
    }
}
