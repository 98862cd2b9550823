package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.internal.yaml.YamlPrinter;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** The text of {@link #settings}, as YAML. */
    public static String toYaml(Map<String, Object> settings) {
        return YamlPrinter.print(settings);
    }

    /**
     * The settings of a target, or of the top level, for tools that look at all of them alike.
     *
     * @return by key in snake case, in the order of the {@link KeyTable}: strings, integers, booleans, lists and mappings
     */
    public static Map<String, Object> settings(TargetConfig settings) {
        Map<String, Object> byKey = new LinkedHashMap<>();
        Map<?, ?> tree = (Map<?, ?>) TargetKeys.TARGET_OBJECT.write(settings, Format.YAML);
        tree.forEach((key, value) -> byKey.put(key.toString(), value));
        return Collections.unmodifiableMap(byKey);
    }

    /** The configuration as mappings, lists and single values, with the keys of a format. */
    static Map<?, ?> tree(AppConfig app, Format format) {
        return (Map<?, ?>) Keys.APP_OBJECT.write(app, format);
    }
}
