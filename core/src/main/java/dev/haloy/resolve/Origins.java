package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects where the values of one target come from, by snake-case key inside the target. */
final class Origins {
    private final Map<KeyPath, Origin> byKey = new LinkedHashMap<>();

    void put(KeyPath key, Origin origin) {
        byKey.put(key, origin);
    }

    void preset(Site site, String... key) {
        Origin preset = site.origin(KeyPath.of("preset"));
        byKey.put(KeyPath.of(key), new Origin(Origin.Rule.PRESET, preset.path(), preset.location()));
    }

    void byDefault(String... key) {
        byKey.put(KeyPath.of(key), new Origin(Origin.Rule.DEFAULT, KeyPath.ROOT, Optional.empty()));
    }

    void remove(String... key) {
        byKey.remove(KeyPath.of(key));
    }

    /** A view that follows later changes, so that the last step need not copy what the first ones saw grow. */
    Map<KeyPath, Origin> view() {
        return Collections.unmodifiableMap(byKey);
    }
}
