package dev.haloy.resolve;

import dev.haloy.error.KeyPath;

/**
 * Something written in one place of the file that another place may override.
 *
 * @param settings what is written
 * @param path where
 * @param rule how a value from here is called
 * @param places spells and locates
 * @param <T> the kind of settings
 */
record Layer<T>(T settings, KeyPath path, Origin.Rule rule, Places places) {
    /** Where the setting of this key, in snake case, comes from. */
    Source source(KeyPath key) {
        return new Source.Written(rule, this, key);
    }
}
