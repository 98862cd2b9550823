package dev.haloy.resolve;

import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.SourceLocation;
import java.util.Locale;
import java.util.Optional;

/** Turns keys of the key table into paths as the file spells them. */
final class Places {
    private static final String BUILDER = "builder";
    private static final String BUILD_CONFIG = "build_config";

    private final LoadedConfig loaded;

    Places(LoadedConfig loaded) {
        this.loaded = loaded;
    }

    /** Where a target of this key stands; the top level in a file without targets. */
    KeyPath target(String key) {
        return loaded.app().targets().isEmpty() ? KeyPath.ROOT : KeyPath.of("targets", key);
    }

    /** The parent's path continued by keys in snake case, spelled as the file does. */
    KeyPath below(KeyPath parent, KeyPath steps) {
        KeyPath path = parent;
        for (Object step : steps.steps()) {
            path = step instanceof Integer index ? path.index(index) : spelled(path, (String) step);
        }
        return path;
    }

    KeyPath below(KeyPath parent, String... keys) {
        return below(parent, KeyPath.of(keys));
    }

    private KeyPath spelled(KeyPath parent, String key) {
        KeyPath alias = parent.key(BUILDER);
        KeyPath path = parent.key(spell(key));
        return key.equals(BUILD_CONFIG) && !written(path) && written(alias) ? alias : path;
    }

    /** A key in the spelling of the file's format. */
    String spell(String key) {
        return loaded.format() == LoadedConfig.Format.JSON ? camelCase(key) : key;
    }

    static String camelCase(String key) {
        StringBuilder text = new StringBuilder();
        for (String word : key.split("_", -1)) {
            text.append(text.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    /** Whether the file has something at the path. */
    boolean written(KeyPath path) {
        return loaded.places().containsKey(path);
    }

    /** Whether an image uses both names of its builder. */
    boolean hasBothBuilders(KeyPath image) {
        return written(image.key(BUILDER)) && written(image.key(spell(BUILD_CONFIG)));
    }

    Optional<SourceLocation> locate(KeyPath path) {
        return loaded.locate(path);
    }

    Origin origin(Origin.Rule rule, KeyPath path) {
        return new Origin(rule, path, path.isRoot() ? Optional.empty() : locate(path));
    }
}
