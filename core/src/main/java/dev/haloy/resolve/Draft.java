package dev.haloy.resolve;

import dev.haloy.config.TargetConfig;

/**
 * A target on its way from the file to {@link ResolvedTarget}; each step makes a new one, only the origins grow.
 *
 * @param key the target's key; in a file without targets the app's name
 * @param settings the settings so far
 * @param site where they were written
 * @param origins the record behind the site
 */
record Draft(String key, TargetConfig settings, Site site, Origins origins) {
    Draft with(TargetConfig changed) {
        return new Draft(key, changed, site, origins);
    }
}
