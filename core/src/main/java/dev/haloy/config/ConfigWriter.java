package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.yaml.YamlPrinter;
import java.util.Map;

/**
 * Writes a configuration as a file that says the same. Reading it again gives an equal configuration; comments, anchors and
 * short forms of the original are not kept. Values are written as they are: a password in the configuration is in the text.
 */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** The configuration as YAML. */
    public static String toYaml(AppConfig app) {
        return YamlPrinter.print(tree(app, Format.YAML));
    }

    /** The configuration as mappings, lists and single values, with the keys of a format. */
    static Map<?, ?> tree(AppConfig app, Format format) {
        return (Map<?, ?>) Keys.APP_OBJECT.write(app, format);
    }
}
