package dev.haloy.resolve;

import dev.haloy.config.ConfigWriter;
import dev.haloy.error.KeyPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One target on its way, looked at by the paths of {@link dev.haloy.config.SettingPath}: what anybody may see of each value, and
 * where it comes from.
 */
final class Settings {
    /** Blocks whose keys have origins of their own, or none. */
    private static final List<KeyPath> FIELD_BY_FIELD = List.of(ImageMerge.IMAGE, ImageMerge.BUILDER);

    private final Draft draft;
    private final Map<String, Object> tree;
    private final Map<String, Object> unmasked;

    Settings(Draft draft) {
        this.draft = draft;
        this.tree = ConfigWriter.settings(Masked.settings(draft.settings()));
        this.unmasked = ConfigWriter.settings(draft.settings());
    }

    Draft draft() {
        return draft;
    }

    /** All settings with values, masked. */
    Map<String, Object> tree() {
        return tree;
    }

    /** The masked value at the path. */
    Optional<Object> value(KeyPath path) {
        return value(tree, path);
    }

    /** Whether the value at the path, secret or not, is the same in the other target. */
    boolean isSame(Settings other, KeyPath path) {
        return value(unmasked, path).equals(other.value(other.unmasked, path));
    }

    private Optional<Object> value(Map<String, Object> in, KeyPath path) {
        Object at = in;
        for (Object step : indexed(path).steps()) {
            Optional<Object> below = step(at, step);
            if (below.isEmpty()) {
                return Optional.empty();
            }
            at = below.get();
        }
        return Optional.of(at);
    }

    private static Optional<Object> step(Object at, Object step) {
        if (at instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get(step));
        }
        boolean element = at instanceof List<?> list && step instanceof Integer index && index < list.size();
        return element ? Optional.of(((List<?>) at).get((Integer) step)) : Optional.empty();
    }

    /** The path with the index in place of the name wherever it names an element of a list; names nobody has stay. */
    KeyPath indexed(KeyPath path) {
        Optional<Object> at = Optional.of(tree);
        KeyPath indexed = KeyPath.ROOT;
        for (Object step : path.steps()) {
            Object own = at.filter(List.class::isInstance).isPresent() && step instanceof String name
                    ? position((List<?>) at.orElseThrow(), name)
                    : step;
            indexed = own instanceof Integer index ? indexed.index(index) : indexed.key((String) own);
            at = at.flatMap(here -> step(here, own));
        }
        return indexed;
    }

    /** The path with names instead of indexes wherever the element of a list has one. */
    KeyPath named(KeyPath path) {
        KeyPath named = KeyPath.ROOT;
        Optional<Object> at = Optional.of(tree);
        for (Object step : indexed(path).steps()) {
            at = at.flatMap(here -> step(here, step));
            Optional<String> name = step instanceof Integer ? at.flatMap(Settings::name) : Optional.empty();
            named = step instanceof Integer index && name.isEmpty()
                    ? named.index(index)
                    : named.key(name.orElseGet(step::toString));
        }
        return named;
    }

    private static Optional<String> name(Object element) {
        return element instanceof Map<?, ?> map && map.get("name") instanceof String name && !name.isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }

    /** The names of the elements of the list at the path. */
    List<String> names(KeyPath list) {
        return value(list).filter(List.class::isInstance).map(found -> (List<?>) found).orElse(List.of()).stream()
                .flatMap(element -> name(element).stream())
                .toList();
    }

    private static Object position(List<?> list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (name(list.get(i)).equals(Optional.of(name))) {
                return i;
            }
        }
        return name;
    }

    /** Where the value at the path comes from: said of itself, or of the smallest thing it stands in. */
    Origin origin(KeyPath path) {
        KeyPath key = indexed(path);
        for (KeyPath at = key; !at.isRoot(); at = at.parent()) {
            Origin origin = draft.site().origins().get(at);
            if (!at.equals(key) && FIELD_BY_FIELD.contains(at)) {
                return Origin.NOWHERE;
            }
            if (origin != null) {
                return at.equals(key) || origin.path().isRoot() ? origin : below(origin, key, at);
            }
        }
        return Origin.NOWHERE;
    }

    private Origin below(Origin origin, KeyPath key, KeyPath known) {
        if (origin.rule() == Origin.Rule.PRESET || origin.rule() == Origin.Rule.DEFAULT) {
            return origin;
        }
        KeyPath path = draft.site().places().below(origin.path(), Site.rest(key, known));
        return new Origin(origin.rule(), path, draft.site().places().locate(path));
    }

    /** What would have to go so that something else decides about the path; empty if nobody wrote anything. */
    Optional<KeyPath> written(KeyPath path) {
        for (KeyPath at = indexed(path); !at.isRoot(); at = at.parent()) {
            Origin origin = draft.site().origins().get(at);
            if (origin != null && !origin.path().isRoot() && origin.rule() != Origin.Rule.TARGET_KEY) {
                return Optional.of(origin.path());
            }
        }
        return Optional.empty();
    }
}
