package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Paths of keys of the key table, each made once for all targets. */
final class KnownKeys {
    /** The keys of a target, or of any block by themselves. */
    static final KnownKeys TARGET = new KnownKeys(KeyPath.ROOT);

    private final KeyPath prefix;
    private final Map<String, KeyPath> made = new ConcurrentHashMap<>();

    /** Keys below a path. */
    KnownKeys(KeyPath prefix) {
        this.prefix = prefix;
    }

    /** The path of one of the keys. Not for names that files choose, for nothing is ever forgotten. */
    KeyPath key(String key) {
        KeyPath known = made.get(key);
        return known == null ? made.computeIfAbsent(key, prefix::key) : known;
    }
}
