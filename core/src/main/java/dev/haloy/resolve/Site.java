package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import java.util.Map;
import java.util.Optional;

/**
 * Answers where a setting of a target, or of a named image, was written.
 *
 * @param places spells and locates
 * @param path the target or image in the file
 * @param origins where values come from, by snake-case key
 */
record Site(Places places, KeyPath path, Map<KeyPath, Origin> origins) {
    /** Where the value at the key comes from; defaults come from nowhere. */
    Origin origin(KeyPath key) {
        return origins.getOrDefault(key, Origin.NOWHERE);
    }

    /** The path in the file of what decides about the key: itself, what it would stand in, or else the target. */
    KeyPath pathOf(KeyPath key) {
        for (KeyPath at = key; !at.isRoot(); at = at.parent()) {
            Origin origin = origin(at);
            if (isWritten(origin)) {
                return places.below(origin.path(), rest(key, at));
            }
        }
        boolean presetDecided = origin(key).rule() == Origin.Rule.PRESET;
        return path.isRoot() || presetDecided ? places.below(path, key) : path;
    }

    /** Whether somebody wrote this very value. */
    boolean isWritten(KeyPath key) {
        return isWritten(origin(key));
    }

    /** Whether the value was written somewhere else than in the target itself. */
    boolean isInherited(KeyPath key) {
        Origin.Rule rule = origin(key).rule();
        return rule == Origin.Rule.BASE || rule == Origin.Rule.NAMED_IMAGE;
    }

    private static boolean isWritten(Origin origin) {
        return origin.rule() != Origin.Rule.DEFAULT && origin.rule() != Origin.Rule.PRESET;
    }

    /** What is left of a key behind a prefix of it. */
    static KeyPath rest(KeyPath key, KeyPath prefix) {
        KeyPath rest = KeyPath.ROOT;
        for (Object step :
                key.steps().subList(prefix.steps().size(), key.steps().size())) {
            rest = step instanceof Integer index ? rest.index(index) : rest.key((String) step);
        }
        return rest;
    }

    Problem error(String rule, KeyPath key, String message) {
        return problem(Problem.Severity.ERROR, rule, key, message, Optional.empty());
    }

    Problem error(String rule, KeyPath key, String message, String hint) {
        return problem(Problem.Severity.ERROR, rule, key, message, Optional.of(hint));
    }

    Problem warning(String rule, KeyPath key, String message, String hint) {
        return problem(Problem.Severity.WARNING, rule, key, message, Optional.of(hint));
    }

    private Problem problem(
            Problem.Severity severity, String rule, KeyPath key, String message, Optional<String> hint) {
        KeyPath where = pathOf(key);
        Optional<SourceLocation> location =
                origin(key).rule() == Origin.Rule.PRESET ? origin(key).location() : places.locate(where);
        return new Problem(severity, rule, where, message, location, hint);
    }
}
