package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Why one setting of a target is what it is.
 *
 * @param key the setting, in snake case, for example {@code image.tag}
 * @param value its value as text; literals and secrets of variables are not shown
 * @param origin the rule that decided, and where
 */
public record Explanation(KeyPath key, String value, Origin origin) {
    /**
     * Explains one setting.
     *
     * @param key the setting in the spelling of any format, for example {@code replicas}, {@code image.pullPolicy} or, for a
     *     variable, {@code env.LOG_LEVEL}
     * @return the explanation, or empty if the target has no such setting
     */
    public static Optional<Explanation> of(ResolvedTarget target, String key) {
        return all(target).stream()
                .filter(explanation -> explanation.isFor(target, key))
                .findFirst();
    }

    /** Explains every setting, in the order in which they were decided. */
    public static List<Explanation> all(ResolvedTarget target) {
        ShownValues values = new ShownValues(target);
        return target.origins().entrySet().stream()
                .map(entry -> new Explanation(entry.getKey(), values.at(entry.getKey()), entry.getValue()))
                .toList();
    }

    private boolean isFor(ResolvedTarget target, String asked) {
        String own = key.toString();
        if (own.equals(asked) || Places.camelCase(own).equals(asked)) {
            return true;
        }
        return key.steps().size() == 2
                && key.steps().get(0).equals("env")
                && key.steps().get(1) instanceof Integer index
                && asked.equals("env." + target.env().get(index).name().orElse(""));
    }

    /** One line: the setting, its value, who decided and where. */
    @Override
    public String toString() {
        String where = origin.location().map(SourceLocation::toString).orElse("");
        String path = origin.path().isRoot() ? "" : origin.path().toString();
        String place = where.isEmpty() || path.isEmpty() ? where + path : where + " (" + path + ")";
        return key + " = " + value + "  " + reason() + (place.isEmpty() ? "" : ", " + place);
    }

    private String reason() {
        return switch (origin.rule()) {
            case TARGET -> "set here";
            case BASE -> "inherited from the top level";
            case NAMED_IMAGE -> "from the named image";
            case ENV_MERGE, FIELD_MERGE -> "merged from the top level and the target";
            case PRESET -> "comes with the preset";
            case TARGET_KEY -> "taken from the target's key";
            case DEFAULT -> "default";
        };
    }
}
